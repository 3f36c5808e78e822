// The composer: what is being written, answered or changed, and the photos that go with it.

import { $, all, post, toast, whose, words } from './dom.js';
import { aboveComposer, beside } from './menus.js';
import { point } from './tour.js';

const picked = []; // { sample: a checkbox of the tray } or { file }
let editing = null; // the message that is being changed
let empty = ''; // what stands in the field where nothing is written

const draft = () => `draft/${$('composer')?.dataset.for}`;
export const isPicked = () => picked.length > 0;

// A chat was opened: what was being written in it is there again.
export function openComposer() {
  const text = $('text');
  picked.splice(0);
  editing = null;
  if (!text) return;
  empty = text.placeholder;
  clear();
  about(null);
  text.value = sessionStorage.getItem(draft()) ?? '';
  grow();
}

export function grow() {
  const text = $('text');
  if (!text) return;
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, innerHeight * 0.3)}px`;
  $('send').classList.toggle('ready', Boolean(text.value.trim() || picked.length));
}

// What is being answered or changed; nothing if there is no kind.
export function about(kind, message) {
  if (editing && kind !== 'edit') $('text').value = '';
  editing = kind === 'edit' ? message.dataset.worded : null;
  $('about').hidden = !kind;
  $('reply-to').value = kind === 'reply' ? message.dataset.id : '';
  if (kind) {
    $('about-what').textContent = kind === 'edit' ? words.editing : words.replying;
    $('about-text').textContent = message.dataset.plain || message.querySelector('img')?.alt || '';
    if (kind === 'edit') $('text').value = message.dataset.plain;
    $('text').focus();
  }
  grow();
}

export const isAbout = () => $('about') && !$('about').hidden;

export async function say() {
  const [form, text, key] = [$('say'), $('text'), draft()];
  const said = text.value;
  if (!said.trim() && !picked.length) return $('attach').focus();
  const done = editing ? await post('/act/edit', { ...whose(), message: editing, text: said }) : await post('/act/send', letter(form, said));
  if (!done) return;
  sessionStorage.removeItem(key);
  if (key !== draft()) return;
  suggest('');
  if (text.value === said) text.value = '';
  clear();
  about(null);
  const scroll = $('scroll');
  scroll.scrollTop = scroll.scrollHeight;
}

function letter(form, said) {
  const data = new FormData();
  const answers = $('reply-to').value || form.dataset.answers;
  for (const [name, value] of Object.entries({ ...whose(), text: said })) data.append(name, value);
  if (answers) data.append('reply_to', answers);
  for (const { file, sample } of picked) data.append(file ? 'file' : 'tray', file ?? sample.value);
  if (picked.length && $('as-file').checked) data.append('as_file', '1');
  return data;
}

function pick(one) {
  if (picked.length === 10) {
    if (one.sample) one.sample.checked = false;
    return toast(words.most, true);
  }
  picked.push(one);
  show();
}

function unpick(one) {
  picked.splice(picked.indexOf(one), 1);
  if (one.sample) one.sample.checked = false;
  show();
}

function clear() {
  all('#tray input[name=tray]').forEach((sample) => (sample.checked = false));
  $('as-file').checked = false;
  picked.splice(0);
  show();
}

function show() {
  const [list, text] = [$('picked'), $('text')];
  list.hidden = !picked.length;
  list.replaceChildren(...picked.map(chip));
  picked.forEach(({ sample }, at) => sample && (sample.parentElement.querySelector('.tick').textContent = at + 1));
  text.placeholder = picked.length ? text.dataset.caption : empty;
  grow();
  point();
  aboveComposer($('tray'));
}

function chip(one) {
  const item = document.createElement('li');
  const name = one.sample?.getAttribute('aria-label') ?? one.file.name;
  if (one.sample) {
    item.append(Object.assign(new Image(), { src: one.sample.nextElementSibling.src, alt: name }));
  } else {
    const canvas = Object.assign(document.createElement('canvas'), { width: 144, height: 108 });
    item.append(canvas, Object.assign(document.createElement('span'), { textContent: name }));
    createImageBitmap(one.file).then((image) => cover(canvas, image), () => canvas.remove());
  }
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' });
  close.setAttribute('aria-label', `${words.remove} ${name}`);
  close.addEventListener('click', () => (unpick(one), $('text').focus()));
  item.append(close);
  return item;
}

function cover(canvas, image) {
  const scale = Math.max(canvas.width / image.width, canvas.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  canvas.getContext('2d').drawImage(image, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
}

// Lays photos of the tray ready, with the words that go with the first.
export function pickSamples(names) {
  clear();
  const inputs = all('#tray input[name=tray]');
  const samples = names.split(',').flatMap((name) => inputs.find((input) => input.value === name) ?? []);
  for (const sample of samples) {
    sample.checked = true;
    pick({ sample });
  }
  $('text').value = samples[0]?.dataset.caption ?? '';
  grow();
  point();
  $('send').focus();
}

// Commands that begin with what is typed are offered.
function suggest(typed) {
  const menu = $('commands');
  if (!menu) return;
  const asks = /^\/\w*$/.test(typed);
  for (const entry of menu.children) {
    entry.hidden = asks && !entry.firstElementChild.textContent.startsWith(typed);
  }
  const some = asks && [...menu.children].some((entry) => !entry.hidden);
  const open = menu.matches(':popover-open');
  if (some && !open) menu.showPopover();
  else if (some) beside(menu);
  else if (open) menu.hidePopover();
}

const take = (files) => [...files].forEach((file) => pick({ file }));

document.addEventListener('input', ({ target }) => {
  if (target.id !== 'text') return;
  if (!editing) sessionStorage.setItem(draft(), target.value);
  grow();
  suggest(target.value);
});

document.addEventListener('change', ({ target }) => {
  if (target.name === 'tray' && target.checked) pick({ sample: target });
  else if (target.name === 'tray') unpick(picked.find(({ sample }) => sample === target));
  if (target.id !== 'file') return;
  take(target.files);
  target.value = '';
});

document.addEventListener('paste', ({ clipboardData }) => $('text') && take(clipboardData.files));
document.addEventListener('dragover', (event) => {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
});
document.addEventListener('drop', (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  if ($('text')) take(event.dataTransfer.files);
});
addEventListener('resize', grow);
