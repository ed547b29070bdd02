// What a page breaks of the rules that a program can see (WCAG 2.2, AA): one text each.
() => {
  const broken = [];
  const about = node => node.tagName.toLowerCase() + (node.id ? '#' + node.id : '') + ' "' + (node.textContent || node.name || '').trim().slice(0, 40) + '"';
  const shown = node => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const all = selector => [...document.querySelectorAll(selector)];
  // 3.1.1, 2.4.2
  if (!document.documentElement.lang) broken.push('the page names no language');
  if (!document.title.trim()) broken.push('the page has no title');
  // 1.3.1, 2.4.6: headings go down by one
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const now = Number(heading.tagName[1]);
    if (now > level + 1) broken.push('a heading skips a level: ' + about(heading));
    if (!heading.textContent.trim()) broken.push('an empty heading');
    level = now;
  }
  if (all('h1').length !== 1) broken.push('not one h1');
  if (all('main').length !== 1) broken.push('not one main');
  all('nav').filter(nav => !nav.getAttribute('aria-label')).forEach(nav => broken.push('a nav without a name: ' + about(nav)));
  // 4.1.2: what is worked with has a name
  all('input:not([type=hidden]), select, textarea:not([hidden])')
    .filter(field => field.labels.length === 0 && !field.getAttribute('aria-label'))
    .forEach(field => broken.push('a field without a label: ' + field.name));
  all('a, button').filter(shown).filter(one => !one.textContent.trim() && !one.getAttribute('aria-label')).forEach(one => broken.push('nothing to read on ' + one.outerHTML));
  all('meter, [role=img], img, svg[role]').filter(one => !one.getAttribute('aria-label') && !one.getAttribute('aria-labelledby') && !one.getAttribute('alt'))
    .forEach(one => broken.push('a picture without a name: ' + about(one)));
  // 1.3.1: tables
  all('th').filter(th => !th.getAttribute('scope')).forEach(th => broken.push('a head without scope: ' + about(th)));
  all('thead th').filter(th => !th.textContent.trim()).forEach(th => broken.push('an empty head in ' + about(th.closest('table'))));
  // 4.1.1, and what refers to what is there
  const ids = all('[id]').map(one => one.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => broken.push('twice: id ' + id));
  all('[aria-labelledby], [aria-describedby]').forEach(one => (one.getAttribute('aria-labelledby') + ' ' + one.getAttribute('aria-describedby')).split(' ')
    .filter(id => id !== 'null' && !document.getElementById(id)).forEach(id => broken.push('refers to nothing: ' + id)));
  // 2.1.1, 2.4.3: by keyboard, in the order of the page
  all('[tabindex]').filter(one => one.tabIndex > 0).forEach(one => broken.push('out of order: ' + about(one)));
  all('[onclick], [hx-trigger*=click]:not(button):not(a)').forEach(one => broken.push('for mice only: ' + about(one)));
  // 1.4.3: contrast of text
  const rgb = text => (text.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => { const f = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const behind = node => { for (let one = node; one; one = one.parentElement) { const c = rgb(getComputedStyle(one).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const node = text.parentElement;
    if (!text.textContent.trim() || !shown(node) || ['SCRIPT', 'STYLE', 'OPTION', 'TITLE'].includes(node.tagName) || node.closest('svg')) continue;
    const [one, other] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) broken.push('contrast ' + contrast.toFixed(1) + ': ' + about(node));
  }
  return broken;
}
