// What a server-rendered page cannot do by itself: follow along, keep a draft, point and enlarge. Every act is a form
// that works without this script too.

import { morph } from './morph.js';

const $ = (id) => document.getElementById(id);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const words = document.body.dataset;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const view = () => new URLSearchParams(location.search);

// ---- following along ----

let source;
let offline = false;

function connect(more = '') {
  source?.close();
  source = new EventSource(`/events${location.search}${more}`);
  source.addEventListener('hello', (event) => {
    if (event.data !== words.version) return location.reload();
    if (offline) tellLine(words.online, 2500);
    offline = false;
  });
  source.addEventListener('parts', (event) => swap(JSON.parse(event.data)));
  source.addEventListener('toast', (event) => answer(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    offline = true;
    tellLine(words.offline);
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  });
}

function tellLine(text, milliseconds) {
  const line = $('offline');
  line.textContent = text;
  line.hidden = false;
  if (milliseconds) setTimeout(() => (line.hidden = line.textContent === text), milliseconds);
}

// Puts new fragments in the place of old ones; the reader keeps their place.
function swap(parts) {
  const before = place();
  for (const html of parts) {
    const next = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    const old = next && $(next.id);
    if (old) morph(old, document.adoptNode(next));
  }
  settle(before);
}

function place() {
  const scroll = $('scroll');
  const focus = document.activeElement;
  return {
    chat: $('chat').dataset.chat,
    for: $('composer')?.dataset.for,
    step: $('tour')?.dataset.step,
    atEnd: !scroll || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80,
    height: scroll?.scrollHeight,
    first: $('chat').querySelector('.msg')?.id,
    last: $('chat').querySelector('.log > :last-child')?.id,
    focus,
    around: focus && focus !== document.body ? ancestors(focus) : [],
    clocks: new Map(all('time[data-now]').map((clock) => [clock, Number(clock.dataset.now)])),
  };
}

function settle(before) {
  const scroll = $('scroll');
  const moved = before.chat !== $('chat').dataset.chat;
  if (scroll && moved) {
    const unread = $('unread-line');
    scroll.scrollTop = unread ? unread.offsetTop - 60 : scroll.scrollHeight;
  } else if (scroll && before.atEnd) {
    scroll.scrollTo({ top: scroll.scrollHeight, behavior: calm.matches ? 'auto' : 'smooth' });
  } else if (scroll && before.first && $(before.first)?.previousElementSibling && !before.moved) {
    // Something earlier came in above.
    const first = $('chat').querySelector('.msg')?.id;
    if (first !== before.first) scroll.scrollTop += scroll.scrollHeight - before.height;
  }
  if (before.for !== $('composer')?.dataset.for) openComposer();
  tidy();
  keepFocus(before);
  before.clocks.forEach((from, clock) => roll(clock, from));
  if (before.step !== $('tour')?.dataset.step) $('tour')?.animate?.([{ opacity: 0.3 }, { opacity: 1 }], 600);
  point();
  showDown();
}

function ancestors(element) {
  const found = [];
  for (let at = element; at; at = at.parentElement) if (at.id) found.push(at.id);
  return found;
}

// What was focused may have gone: the focus then goes to the nearest thing that is still there.
function keepFocus({ focus, around }) {
  if (document.activeElement === focus || !around.length) return;
  if (document.body.contains(focus)) return focus.focus({ preventScroll: true });
  for (const id of around) {
    const there = $(id);
    const target = there?.matches('a,button,textarea,input,[tabindex]') ? there : there?.querySelector('button,a,[tabindex]');
    if (target && target.offsetParent) return target.focus({ preventScroll: true });
  }
}

// ---- the clock ----

function roll(clock, from) {
  const to = Number(clock.dataset.now);
  if (!clock.isConnected || from === to || calm.matches) return;
  const face = (now) => new Date(now + Number(clock.dataset.offset) * 60000).toISOString().slice(11, 16);
  const began = performance.now();
  const frame = (at) => {
    if (Number(clock.dataset.now) !== to) return;
    const part = Math.min((at - began) / 180, 1);
    clock.textContent = face(from + (to - from) * part);
    if (part < 1) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

// ---- going from chat to chat, from person to person ----

function go(href) {
  const url = new URL(href, location.href);
  if (url.origin !== location.origin) return;
  history.pushState(null, '', url);
  arrive();
}

function arrive() {
  document.body.className = view().get('chat') ? 'at-chat' : 'at-list';
  all(':popover-open').forEach((open) => open.hidePopover());
  connect();
}

// ---- acts ----

async function post(url, data) {
  const form = data instanceof FormData ? data : new URLSearchParams(data);
  try {
    const answer = await fetch(url, { method: 'POST', body: form, headers: { 'X-Muster-Page': '1', Accept: 'text/plain' } });
    if (answer.ok) return true;
    toast((await answer.text()).trim() || words.failed, true);
  } catch {
    toast(words.failed, true);
  }
  return false;
}

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== 'post') return;
  event.preventDefault();
  if (form.id === 'say') return say();
  if (form.dataset.ask && !(await sure(form.dataset.ask))) return;
  const data = new FormData(form, submitter);
  const url = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  if (submitter?.classList.contains('key')) submitter.setAttribute('aria-busy', 'true');
  submitter?.closest('[popover].menu, #clock:popover-open')?.hidePopover?.();
  const done = await post(url, form.enctype.startsWith('multipart') ? data : new URLSearchParams(data));
  if (!done) submitter?.removeAttribute('aria-busy');
  if (done && url === '/fresh') location.href = '/';
  if (done && form.id === 'f-start' && view().get('chat') !== form.elements.chat.value) {
    go(`/?as=${form.elements.as.value}&chat=${form.elements.chat.value}`);
  }
});

function sure(id) {
  const dialog = $(id);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}

// ---- the composer ----

const picked = []; // { sample: checkbox } or { file }
let editing = null;

const draft = () => `draft/${$('composer')?.dataset.for}`;

function openComposer() {
  const text = $('text');
  clearPicked();
  about(null);
  if (!text) return;
  text.value = sessionStorage.getItem(draft()) ?? '';
  grow();
  if (matchMedia('(pointer: fine)').matches && !document.activeElement?.closest('[data-roving]:not(#people,#chats)')) {
    text.focus({ preventScroll: true });
  }
}

function grow() {
  const text = $('text');
  if (!text) return;
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, innerHeight * 0.3)}px`;
  $('send').classList.toggle('ready', Boolean(text.value.trim() || picked.length));
}

// What is being answered or changed; nothing if `kind` is null.
function about(kind, message) {
  const bar = $('about');
  if (editing && kind !== 'edit' && $('text')) $('text').value = '';
  editing = kind === 'edit' ? message.dataset.worded : null;
  if (!bar) return;
  bar.hidden = !kind;
  $('reply-to').value = kind === 'reply' ? message.dataset.id : '';
  if (!kind) return;
  $('about-what').textContent = kind === 'edit' ? words.editing : words.replying;
  $('about-text').textContent = message.dataset.plain || message.querySelector('.bubble .said, .from, img')?.alt || '';
  if (kind === 'edit') $('text').value = message.dataset.plain;
  grow();
  $('text').focus();
}

async function say() {
  const [form, text] = [$('say'), $('text')];
  const words = text.value;
  if (!words.trim() && !picked.length) return $('attach').focus();
  const whose = { as: form.elements.as.value, chat: form.elements.chat.value };
  let sent;
  if (editing) {
    sent = post('/act/edit', { ...whose, message: editing, text: words });
  } else {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...whose, text: words })) data.append(name, value);
    const answers = $('reply-to').value || form.dataset.answers;
    if (answers) data.append('reply_to', answers);
    for (const one of picked) one.file ? data.append('file', one.file) : data.append('tray', one.sample.value);
    if (picked.length && $('as-file').checked) data.append('as_file', '1');
    sent = post('/act/send', data);
  }
  const kept = [...picked];
  const key = draft();
  if (await sent) {
    if (key !== draft()) return sessionStorage.removeItem(key);
    if (text.value === words) text.value = '';
    sessionStorage.removeItem(key);
    if (kept.length) clearPicked();
    about(null);
    if ($('scroll')) $('scroll').scrollTop = $('scroll').scrollHeight;
  }
  grow();
  point();
}

function pick(one) {
  if (picked.length >= 10) {
    if (one.sample) one.sample.checked = false;
    return toast(words.most, true);
  }
  picked.push(one);
  showPicked();
}

function unpick(one) {
  picked.splice(picked.indexOf(one), 1);
  if (one.sample) one.sample.checked = false;
  showPicked();
}

function clearPicked() {
  picked.splice(0).forEach((one) => one.sample && (one.sample.checked = false));
  if ($('as-file')) $('as-file').checked = false;
  showPicked();
}

function showPicked() {
  const list = $('picked');
  if (!list) return;
  list.hidden = !picked.length;
  list.replaceChildren(...picked.map(chip));
  picked.forEach((one, at) => one.sample && (one.sample.nextElementSibling.nextElementSibling.textContent = at + 1));
  const caption = picked.length > 0;
  const text = $('text');
  text.dataset.plainPlaceholder ??= text.placeholder;
  text.placeholder = caption ? text.dataset.caption : text.dataset.plainPlaceholder;
  grow();
  point();
}

function chip(one) {
  const item = document.createElement('li');
  const name = one.sample ? one.sample.getAttribute('aria-label') : one.file.name;
  if (one.sample) {
    item.append(Object.assign(new Image(64, 48), { src: one.sample.nextElementSibling.src, alt: name }));
  } else {
    const canvas = Object.assign(document.createElement('canvas'), { width: 128, height: 96 });
    item.append(canvas, Object.assign(document.createElement('span'), { textContent: name }));
    createImageBitmap(one.file).then((image) => cover(canvas, image)).catch(() => canvas.remove());
  }
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' });
  close.setAttribute('aria-label', `${words.remove} ${name}`);
  close.addEventListener('click', () => (unpick(one), $('text').focus()));
  item.append(close);
  return item;
}

function cover(canvas, image) {
  const scale = Math.max(canvas.width / image.width, canvas.height / image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  canvas.getContext('2d').drawImage(image, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
}

const take = (files) => [...files].forEach((file) => pick({ file }));

document.addEventListener('input', ({ target }) => {
  if (target.id === 'text') {
    if (!editing) sessionStorage.setItem(draft(), target.value);
    grow();
    suggest(target.value);
    point();
  }
});

document.addEventListener('change', ({ target }) => {
  if (target.name === 'tray') target.checked ? pick({ sample: target }) : unpick(picked.find((one) => one.sample === target));
  if (target.id === 'file') {
    take(target.files);
    target.value = '';
  }
});

document.addEventListener('paste', ({ clipboardData }) => $('text') && take(clipboardData.files));
document.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
document.addEventListener('drop', (event) => {
  if (!event.dataTransfer?.files.length || !$('text')) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});

// Commands that begin with what is typed.
function suggest(typed) {
  const menu = $('commands');
  if (!menu) return;
  const asks = /^\/\w*$/.test(typed);
  let some = false;
  for (const entry of menu.children) {
    entry.hidden = asks && !entry.firstElementChild.textContent.startsWith(typed);
    some ||= !entry.hidden;
  }
  if (asks && some) menu.showPopover();
  else if (menu.matches(':popover-open')) menu.hidePopover();
}

document.addEventListener('toggle', ({ target, newState }) => {
  if (target.id === 'commands' && newState === 'closed') [...target.children].forEach((entry) => (entry.hidden = false));
  if (target.id === 'tray') point();
  if (newState === 'open' && target.matches('.menu:not(#commands), #people, .sheet')) {
    const first = target.querySelector('[aria-current], [aria-checked="true"]') ?? all('a,button,input', target).find((item) => !item.hidden);
    first?.focus({ preventScroll: true });
  }
  if (newState === 'open' && target.id === 'commands' && document.activeElement.id !== 'text') target.firstElementChild.focus();
  if (newState === 'open') beside(target);
}, true);

// ---- menus ----

// A menu stands by the button that opened it, inside the window.
let anchor = null;
function beside(menu) {
  if (!menu.matches('.menu')) return;
  const from = anchor ?? document.querySelector(`[popovertarget="${menu.id}"]`)?.getBoundingClientRect();
  anchor = null;
  if (!from) return;
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = from.bottom + height + 12 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(from.left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? from.bottom + 6 : from.top - height - 6)}px`;
}

let chosen = null;
function openMenu(message, rect) {
  chosen = message;
  const can = message.dataset.can.split(' ');
  const menu = $('message-menu');
  all('[data-do]', menu).forEach((entry) => (entry.hidden = !can.includes(entry.dataset.do)));
  all('[data-emoji]', menu).forEach((entry) => entry.setAttribute('aria-pressed', entry.dataset.emoji === message.dataset.own));
  anchor = rect;
  menu.showPopover();
}

async function act(what, message) {
  const whose = { as: view().get('as'), chat: $('chat').dataset.chat };
  const ids = message.dataset.ids.split(',');
  if (what === 'reply' || what === 'edit') return about(what, message);
  if (what === 'delete') for (const id of ids) await post('/act/delete', { ...whose, message: id });
  if (what === 'forward') {
    const to = await choose('forward', all('#chats a:not(#others + ul a)'));
    if (!to) return;
    let done = true;
    for (const id of ids) done &&= await post('/act/forward', { ...whose, message: id, to });
    if (done) toast(words.forwarded);
  }
}

// Lets the reader choose one of the chats in the list; its id.
function choose(why, rows) {
  const dialog = $('choose');
  $('choose-title').textContent = $('choose-title').dataset[why];
  $('choices').replaceChildren(...rows.map((row) => {
    const button = Object.assign(document.createElement('button'), { value: row.dataset.chat });
    button.append(row.querySelector('.avatar').cloneNode(true), row.dataset.title);
    return button;
  }));
  dialog.returnValue = '';
  dialog.showModal();
  tidy();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true }));
}

// ---- answers ----

function answer({ text, alert }) {
  if (!alert) return toast(text);
  $('alert-text').textContent = text;
  $('alert').showModal();
}

function toast(text, bad = false) {
  const line = Object.assign(document.createElement('p'), { textContent: text, dir: 'auto', className: bad ? 'bad' : '' });
  $('toasts').append(line);
  setTimeout(() => line.remove(), Math.max(4000, text.length * 90));
}

// ---- pictures ----

let shown = 0;
const pictures = () => all('[data-picture]', $('chat'));

function enlarge(at) {
  const some = pictures();
  shown = Math.max(0, Math.min(at, some.length - 1));
  const [link, image] = [some[shown], some[shown].querySelector('img')];
  Object.assign($('viewer-picture'), { src: link.href, alt: image.alt });
  $('viewer-place').textContent = some.length > 1 ? `${shown + 1} / ${some.length}` : '';
  $('viewer-text').textContent = link.closest('.msg').dataset.plain;
  $('viewer-before').hidden = shown === 0;
  $('viewer-next').hidden = shown === some.length - 1;
  if (!$('viewer').open) $('viewer').showModal();
}

// ---- the tour ----

// Marks the control that the tour's step is about.
function point() {
  all('.pointed').forEach((element) => element.classList.remove('pointed'));
  const tour = $('tour');
  if (!tour || tour.hidden) return;
  let target = tour.dataset.points;
  if (target === 'post') target = picked.length ? '#send' : $('tray')?.matches(':popover-open') ? '.photos' : '#attach';
  if (target) document.querySelector(target)?.classList.add('pointed');
}

function pickForTour(names) {
  clearPicked();
  const samples = names.split(',').map((name) => all('#tray input[name=tray]').find((input) => input.value === name));
  samples.filter(Boolean).forEach((sample) => {
    sample.checked = true;
    pick({ sample });
  });
  $('text').value = samples[0]?.dataset.caption ?? '';
  grow();
  point();
  $('send').focus();
}

// ---- lists by arrows, one stop of the Tab key each ----

const items = (list) => all(list.dataset.roving, list).filter((item) => !item.hidden && item.closest('[data-roving]') === list);

function tidy() {
  for (const list of all('[data-roving]')) {
    const entries = items(list);
    const now = entries.find((item) => item.tabIndex === 0 && item.hasAttribute('tabindex'));
    const start = list.classList.contains('log') ? entries.at(-1) : entries.find((item) => item.hasAttribute('aria-current')) ?? entries[0];
    entries.forEach((item) => item.setAttribute('tabindex', item === (now ?? start) ? 0 : -1));
    if (list.classList.contains('log')) entries.forEach((item) => inner(item, item.tabIndex === 0));
  }
}

function inner(message, reachable) {
  all('a,button,input', message).forEach((control) => control.setAttribute('tabindex', reachable ? 0 : -1));
}

function step(event) {
  const list = event.target.closest('[data-roving]');
  const log = list?.classList.contains('log');
  const item = list && items(list).find((one) => one === event.target);
  if (!item) return false;
  const moves = { ArrowDown: 1, ArrowUp: -1, ...(log ? {} : { ArrowRight: 1, ArrowLeft: -1 }), Home: -1e6, End: 1e6 };
  if (!(event.key in moves)) return false;
  const entries = items(list);
  focusItem(list, entries[Math.max(0, Math.min(entries.indexOf(item) + moves[event.key], entries.length - 1))]);
  return true;
}

function focusItem(list, item) {
  items(list).forEach((one) => {
    one.setAttribute('tabindex', one === item ? 0 : -1);
    if (list.classList.contains('log')) inner(one, one === item);
  });
  item.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const { target, key } = event;
  const done = () => event.preventDefault();
  if ($('viewer').open && ['ArrowLeft', 'ArrowRight'].includes(key)) return done(), enlarge(shown + (key === 'ArrowLeft' ? -1 : 1));
  if (target.id === 'text') {
    const suggestions = $('commands')?.matches(':popover-open') && items($('commands'));
    if (key === 'Enter' && !event.shiftKey) return done(), say();
    if (suggestions && key === 'ArrowDown') return done(), suggestions[0].focus();
    if (suggestions && key === 'ArrowUp') return done(), suggestions.at(-1).focus();
    if (key === 'Escape' && !$('about').hidden) return done(), about(null), grow();
    if (key === 'ArrowUp' && !target.value) {
      const own = all('.msg.mine[data-can~="edit"]').at(-1);
      if (own) return done(), about('edit', own);
    }
    return;
  }
  if (event.altKey) return;
  if (step(event)) return done();
  if (target.matches?.('.msg') && key === 'Enter') return done(), openMenu(target, target.querySelector('.bubble').getBoundingClientRect());
  if (key === 'Escape' && target.closest?.('#chat')) $('text')?.focus();
});

// ---- clicks ----

document.addEventListener('click', (event) => {
  const at = (selector) => event.target.closest?.(selector);
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const take = () => event.preventDefault();
  if (at('[data-skip]')) return take(), (document.cookie = 'muster-tour=off; path=/; SameSite=Strict'), ($('tour').hidden = true), point(), connect();
  if (at('[data-nav]')) return take(), go(at('[data-nav]').href);
  if (at('[data-jump]')) return take(), jumpTo(at('[data-jump]').dataset.jump);
  if (at('[data-picture]')) return take(), enlarge(pictures().indexOf(at('[data-picture]')));
  if (at('[data-menu]')) return openMenu(at('.msg'), at('[data-menu]').getBoundingClientRect());
  if (at('[data-do]')) return $('message-menu').hidePopover(), act(at('[data-do]').dataset.do, chosen);
  if (at('[data-emoji]')) {
    $('message-menu').hidePopover();
    const { emoji } = at('[data-emoji]').dataset;
    const again = emoji === chosen.dataset.own;
    return post('/act/react', { as: view().get('as'), chat: $('chat').dataset.chat, message: chosen.dataset.id, emoji: again ? '' : emoji });
  }
  if (at('[data-telegram]')) return toast(words.telegram);
  if (at('[data-add]')) return addBot(at('[data-add]').dataset.add);
  if (at('[data-pick]')) return pickForTour(at('[data-pick]').dataset.pick);
  if (at('#about-close')) return about(null), grow(), $('text').focus();
  if (at('#down')) return $('scroll').scrollTo({ top: $('scroll').scrollHeight, behavior: calm.matches ? 'auto' : 'smooth' });
  if (at('#viewer-close') || event.target.id === 'viewer') return $('viewer').close();
  if (at('#viewer-before')) return enlarge(shown - 1);
  if (at('#viewer-next')) return enlarge(shown + 1);
});

document.addEventListener('contextmenu', (event) => {
  const message = event.target.closest?.('.msg');
  if (!message || event.target.closest('a,input,textarea') || String(getSelection())) return;
  event.preventDefault();
  openMenu(message, new DOMRect(event.clientX, event.clientY, 0, 0));
});

async function addBot(payload) {
  const groups = all('#chats li:not(#others + ul li) a').filter((row) => Number(row.dataset.chat) < 0);
  const chat = await choose('add', groups);
  if (chat && (await post('/act/add_bot', { as: view().get('as'), chat, payload }))) go(`/?as=${view().get('as')}&chat=${chat}`);
}

function jumpTo(id) {
  const message = $(id);
  if (!message) return;
  message.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  message.classList.add('found');
  setTimeout(() => message.classList.remove('found'), 1600);
}

// How much came in below while the reader was further up.
let seen = null;
function showDown() {
  const scroll = $('scroll');
  const down = $('down');
  if (!scroll) return (down.hidden = true);
  const end = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const log = $('chat').querySelector('.log');
  if (end) seen = log?.lastElementChild?.id;
  const after = end || !seen ? 0 : all(`#${seen} ~ .msg`, log).length;
  down.hidden = end;
  $('fresh').textContent = after || '';
}

document.addEventListener('scroll', showDown, true);
addEventListener('popstate', arrive);
addEventListener('resize', grow);

// ---- the beginning ----

if (!view().has('as') || !view().has('chat')) history.replaceState(null, '', `/?as=${words.as}&chat=${words.chat}`);
else if (view().has('lang') || view().has('tour')) history.replaceState(null, '', `/?as=${view().get('as')}&chat=${view().get('chat')}`);
if ($('scroll')) $('scroll').scrollTop = $('unread-line') ? $('unread-line').offsetTop - 60 : $('scroll').scrollHeight;
openComposer();
tidy();
point();
connect(`&read=${$('chat').dataset.read ?? 0}`);
