// What a server-rendered page cannot do by itself: follow along, keep a draft, walk lists, point and enlarge. Every
// act is a form that works without this script too.

import { $, all, ask, calm, post, toast, view, words } from './dom.js';
import { about, isAbout, openComposer, pickSamples, say } from './composer.js';
import { firstOf, tidy, walk } from './lists.js';
import { addBot, choose, enlarge, openMenu, react, turn } from './menus.js';
import { morph } from './morph.js';
import { point, skip } from './tour.js';

// ---- the emoji ----

// Where a machine has none of its own the page's come late, and Chromium keeps the boxes that it drew meanwhile until
// the type changes.
const inked = () => document.documentElement.classList.add('inked');
document.fonts.addEventListener('loadingdone', inked);
if ([...document.fonts].some((font) => font.status === 'loaded')) inked();

// ---- following along ----

let source;
let offline = false;

function connect(more = '') {
  source?.close();
  source = new EventSource(`/events${location.search}${more}`);
  source.addEventListener('hello', ({ data }) => {
    if (data !== words.version) return location.reload();
    words.following = 'yes';
    if (offline) tellLine(words.online, 2500);
    offline = false;
  });
  source.addEventListener('parts', ({ data }) => swap(JSON.parse(data)));
  source.addEventListener('toast', ({ data }) => answer(JSON.parse(data)));
  source.addEventListener('error', ({ target }) => {
    offline = true;
    tellLine(words.offline);
    if (target.readyState === EventSource.CLOSED) setTimeout(() => target === source && connect(), 2000);
  });
}

function tellLine(text, milliseconds) {
  const line = $('offline');
  line.textContent = text;
  line.hidden = false;
  if (milliseconds) setTimeout(() => (line.hidden = line.textContent === text), milliseconds);
}

// The bot's answer to a press.
function answer({ text, alert }) {
  if (!alert) return toast(text);
  $('alert-text').textContent = text;
  $('alert').showModal();
}

// Puts new fragments in the place of old ones; the reader keeps their place.
function swap(parts) {
  const before = place();
  for (const html of parts) {
    const next = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (next && $(next.id)) morph($(next.id), document.adoptNode(next));
  }
  settle(before);
}

function place() {
  const focus = document.activeElement;
  const around = [];
  for (let at = focus; at && at !== document.body; at = at.parentElement) if (at.id) around.push(at.id);
  return {
    focus,
    around,
    chat: $('chat').dataset.chat,
    composer: $('composer').dataset.for,
    step: $('tour')?.dataset.step,
    height: $('scroll')?.scrollHeight,
    first: firstMessage(),
    clocks: new Map(all('time[data-now]').map((clock) => [clock, Number(clock.dataset.now)])),
  };
}

const firstMessage = () => $('chat').querySelector('.msg')?.id;

function settle(before) {
  const scroll = $('scroll');
  if (before.chat !== $('chat').dataset.chat) {
    toTheNews();
    watch();
  } else if (atEnd) {
    toTheEnd();
  } else if (before.first && before.first !== firstMessage() && $(before.first)) {
    // What came in above must not push away what is being read.
    scroll.scrollTop += scroll.scrollHeight - before.height;
  }
  if (before.composer !== $('composer').dataset.for) {
    openComposer();
    if (matchMedia('(pointer: fine)').matches && !document.activeElement?.closest('dialog')) $('text')?.focus({ preventScroll: true });
  }
  tidy();
  keepFocus(before);
  before.clocks.forEach((from, clock) => roll(clock, from));
  if (before.step !== $('tour')?.dataset.step && !calm.matches) $('tour')?.animate([{ opacity: 0.2 }, { opacity: 1 }], 700);
  point();
  showDown();
}

// What was focused may have gone: the focus then goes to the nearest thing that is still there.
function keepFocus({ focus, around }) {
  if (!around.length || (document.activeElement !== document.body && document.activeElement)) return;
  if (focus.isConnected) return focus.focus({ preventScroll: true });
  const known = around.map($).filter((there) => there?.offsetParent);
  const target = known.map((there) => (there.matches('a,button,textarea,input,[tabindex]') ? there : there.querySelector('button,a,[tabindex]')));
  target.find(Boolean)?.focus({ preventScroll: true });
}

// The clock runs through the minutes rather than jumping over them.
function roll(clock, from) {
  const to = Number(clock.dataset.now);
  if (!clock.isConnected || from === to || calm.matches) return;
  const zone = Number(clock.dataset.offset) * 60000;
  const began = performance.now();
  requestAnimationFrame(function frame(at) {
    if (Number(clock.dataset.now) !== to) return;
    const part = Math.min((at - began) / 150, 1);
    clock.textContent = new Date(from + (to - from) * part + zone).toISOString().slice(11, 16);
    if (part < 1) requestAnimationFrame(frame);
  });
}

// ---- the place in the messages ----

let atEnd = true;
let seen = null;

const toTheEnd = () => $('scroll') && ($('scroll').scrollTop = $('scroll').scrollHeight);

function toTheNews() {
  toTheEnd();
  $('unread-line')?.scrollIntoView();
  showDown();
}

// How much came in below while the reader was further up.
function showDown() {
  const [scroll, log] = [$('scroll'), $('chat').querySelector('.log')];
  $('down').hidden = true;
  if (!scroll) return;
  atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  if (atEnd) seen = log.lastElementChild?.id;
  $('down').hidden = atEnd;
  $('fresh').textContent = (!atEnd && seen && all(`#${seen} ~ .msg`, log).length) || '';
}

function jumpTo(id) {
  const message = $(id);
  message?.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
  message?.classList.add('found');
  setTimeout(() => message?.classList.remove('found'), 1600);
}

document.addEventListener('scroll', ({ target }) => target.id === 'scroll' && showDown(), true);
// The composer grows, the keyboard of a phone comes up: the end stays in sight.
const sizes = new ResizeObserver(() => atEnd && toTheEnd());
const watch = () => [$('chat'), $('chat').querySelector('.log')].forEach((one) => one && sizes.observe(one));

// ---- going from chat to chat, from person to person ----

function go(href) {
  const url = new URL(href, location.href);
  if (url.href !== location.href) history.pushState(null, '', url);
  arrive();
}

function arrive() {
  document.body.className = view().get('chat') ? 'at-chat' : 'at-list';
  all(':popover-open').forEach((open) => open.hidePopover());
  $('toasts').replaceChildren();
  connect();
}

addEventListener('popstate', arrive);

// ---- acts ----

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== 'post') return;
  event.preventDefault();
  if (form.id === 'say') return say();
  const data = new FormData(form, submitter);
  const url = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  submitter?.closest('#clock:popover-open, .menu')?.hidePopover();
  if (form.dataset.ask && !(await ask($(form.dataset.ask)))) return;
  if (submitter?.matches('.key')) submitter.setAttribute('aria-busy', 'true');
  if (url.startsWith('/clock/')) document.body.classList.add('running');
  const done = await post(url, form.enctype.startsWith('multipart') ? data : new URLSearchParams(data));
  document.body.classList.remove('running');
  if (!done) submitter?.removeAttribute('aria-busy');
  if (done && url === '/fresh') location.href = '/?tour=on';
  // Whoever opens the bot by a link goes to it.
  const to = form.id === 'f-start' && form.elements.chat.value;
  if (done && to && to !== $('chat').dataset.chat) go(`/?as=${form.elements.as.value}&chat=${to}`);
});

// ---- clicks and keys ----

const clicks = {
  '[data-skip]': () => (skip(), connect()),
  '[data-nav]': (link) => go(link.href),
  '[data-jump]': (link) => jumpTo(link.dataset.jump),
  '[data-picture]': (link) => enlarge(link),
  '[data-menu]': (button) => openMenu(button.closest('.msg'), button.getBoundingClientRect()),
  '[data-do]': (entry) => choose(entry.dataset.do),
  '[data-emoji]': (entry) => react(entry.dataset.emoji),
  '[data-telegram]': () => toast(words.onlyTelegram),
  '[data-add]': async (link) => {
    const chat = await addBot(link.dataset.add);
    if (chat) go(`/?as=${view().get('as')}&chat=${chat}`);
  },
  '[data-pick]': (button) => pickSamples(button.dataset.pick),
  '#about-close': () => (about(null), $('text').focus()),
  '#down': () => toTheEnd(),
  '#viewer-before': () => turn(-1),
  '#viewer-next': () => turn(1),
  '#viewer-close, #viewer > figure': () => $('viewer').close(),
};

document.addEventListener('click', (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const [selector, act] of Object.entries(clicks)) {
    const found = event.target.closest?.(selector);
    if (!found) continue;
    event.preventDefault();
    return act(found);
  }
});

document.addEventListener('contextmenu', (event) => {
  const message = event.target.closest?.('.msg');
  if (!message || event.target.closest('a,input') || !getSelection().isCollapsed) return;
  event.preventDefault();
  openMenu(message, new DOMRect(event.clientX, event.clientY, 0, 0));
});

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.id === 'text' ? typing(event) : moving(event)) event.preventDefault();
});

function typing({ target, key, shiftKey }) {
  const suggestions = $('commands')?.matches(':popover-open') && $('commands');
  if (key === 'Enter' && !shiftKey) return say(), true;
  if (suggestions && key === 'ArrowDown') return firstOf(suggestions)?.focus(), true;
  if (suggestions && key === 'ArrowUp') return firstOf(suggestions, true)?.focus(), true;
  if (key === 'Escape' && isAbout()) return about(null), true;
  const own = key === 'ArrowUp' && !target.value && all('.msg.mine[data-can~="edit"]').at(-1);
  return own ? (about('edit', own), true) : false;
}

function moving(event) {
  const { target, key } = event;
  if ($('viewer').open && key === 'ArrowLeft') return turn(-1), true;
  if ($('viewer').open && key === 'ArrowRight') return turn(1), true;
  if (walk(event)) return true;
  if (key === 'Enter' && target.matches?.('.msg')) return openMenu(target, target.querySelector('.bubble').getBoundingClientRect()), true;
  if (key === 'Escape' && target.closest?.('#chat') && !target.closest('[popover]')) return $('text')?.focus(), true;
  return false;
}

// ---- the beginning ----

const here = new URLSearchParams({ as: view().get('as') ?? words.as, chat: view().get('chat') ?? words.chat });
history.replaceState(null, '', `/?${here}`);
openComposer();
tidy();
toTheNews();
watch();
point();
connect(`&read=${$('chat').dataset.read ?? 0}`);
