// The tour points at the control that its step is about.

import { $, all } from './dom.js';
import { isPicked } from './composer.js';

export function point() {
  all('.pointed').forEach((element) => element.classList.remove('pointed'));
  const tour = $('tour');
  const target = tour && !tour.hidden && tour.dataset.points;
  if (target) document.querySelector(target === 'post' ? posting() : target)?.classList.add('pointed');
}

// Posting takes several controls, one after the other.
function posting() {
  if (isPicked()) return '#send';
  return $('tray')?.matches(':popover-open') ? '.photos' : '#attach';
}

// Not today; the server is told by the cookie.
export function skip() {
  document.cookie = 'muster-tour=off; path=/; max-age=31536000; SameSite=Strict';
  $('tour').hidden = true;
  point();
}
