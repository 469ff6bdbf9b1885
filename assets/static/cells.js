// What the server has of each cell beside what stands in it. shown is the text
// as the server shows it, typed the text that was sent and acknowledged: 265万
// is shown as 2,650,000. A cell that holds either needs no saving.

export const dirty = (cell, value) => value !== cell.shown && value !== cell.typed;

// foreign keeps what stood in a cell before somebody else changed it.
export const foreign = (cell, base) => { cell.foreign = cell.foreign || { base }; };

// settle takes the server's texts after a save. sent is what was sent, value
// reads what stands in a cell now, focused is the name of the cell somebody is
// in. It returns the texts to put into cells: those that nobody has changed
// since and nobody is in. Where somebody else's text meets one that was typed here
// and not sent yet, or the cell that one is in, the cell is marked foreign.
export function settle(cells, sent, answer, value, focused) {
  const put = new Map();
  for (const name of Object.keys(sent)) {
    const cell = cells.get(name);
    if (cell) Object.assign(cell, { shown: sent[name], typed: sent[name] });
  }
  for (const [name, text] of Object.entries(answer)) {
    const cell = cells.get(name);
    if (!cell) continue;
    const now = value(name);
    const mine = name in sent;
    const untouched = !dirty(cell, now);
    if (!mine && text !== now && text !== cell.shown && (!untouched || name === focused)) {
      foreign(cell, cell.shown);
      if (untouched) cell.typed = now;
    }
    cell.shown = text;
    if (untouched && now !== text && name !== focused) put.set(name, text);
  }
  return put;
}

// place finds the cells of a form for texts that were typed into another
// drawing of it: by name, or for a row that was not kept yet by its place, when
// nothing stands there. rest are the texts that have no cell any more.
export function place(texts, cells, value) {
  const found = new Map(), rest = [];
  const free = new Map();
  for (const [name, cell] of cells) {
    if (cell.at) free.set(cell.at + name.slice(name.lastIndexOf(".")), name);
  }
  for (const t of texts) {
    const other = t.at && free.get(t.at + t.name.slice(t.name.lastIndexOf(".")));
    if (cells.has(t.name)) found.set(t.name, t);
    else if (other && value(other) === "") found.set(other, t);
    else if (t.text !== "") rest.push(t);
  }
  return { found, rest };
}
