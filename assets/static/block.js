// Blocks copied from a spreadsheet, and how they fall onto the cells of a
// grid. Nothing here knows of the page.

// parse takes the text of a block apart: tabs between cells, line ends between
// rows, quoted cells with line breaks and doubled quotes. It stops behind most
// cells and then says so. A quote that does not close a cell is a character.
export function parse(text, most = Infinity) {
  const rows = [[]];
  let at = 0;
  for (let cells = 1; at <= text.length; cells++) {
    if (cells > most) return { rows, cut: true };
    let end, cell;
    const quoted = text[at] === '"' && closing(text, at + 1);
    if (quoted) {
      end = quoted + 1;
      cell = text.slice(at + 1, quoted).replace(/""/g, '"');
    } else {
      end = edge(text, at);
      cell = text.slice(at, end);
    }
    rows[rows.length - 1].push(cell.replace(/\r\n?/g, "\n"));
    if (end >= text.length) break;
    at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    if (text[end] === "\t") continue;
    if (at === text.length) break; // the newline behind the last row
    rows.push([]);
  }
  return { rows, cut: false };
}

function edge(text, at) {
  const found = /[\t\r\n]/g;
  found.lastIndex = at;
  const m = found.exec(text);
  return m ? m.index : text.length;
}

// closing returns where the quote stands that closes a cell, or 0.
function closing(text, from) {
  for (let at = text.indexOf('"', from); at > 0; at = text.indexOf('"', at)) {
    if (text[at + 1] === '"') at += 2;
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1]) ? at : 0;
  }
  return 0;
}

// unparse writes rows so that a spreadsheet reads them as the same again.
export const unparse = (rows) => rows.map((row) => row.map((c) =>
  /[\t\r\n]/.test(c) || c.startsWith('"') ? '"' + c.replace(/"/g, '""') + '"' : c).join("\t")).join("\n");

// captions takes out the columns that hold nothing but captions of the form, so
// that a copy of the whole table falls onto its inputs. Where one of them names
// classes (merged cells leave blanks below) each row comes with its class.
export function captions(rows, known, classes) {
  const width = Math.max(...rows.map((r) => r.length));
  const of = (c) => rows.map((r) => (r[c] || "").trim());
  const skip = [...Array(width).keys()].filter((c) => {
    const texts = of(c).filter(Boolean);
    return texts.length && texts.every((t) => known.has(t));
  });
  if (!skip.length || skip.length === width) return { rows, keys: rows.map(() => null) };
  const column = skip.find((c) => of(c).some((t) => classes.has(t)));
  let key = null;
  const keys = rows.map((r) => (key = (column >= 0 && r[column] || "").trim() || key));
  return { rows: rows.map((r) => r.filter((_, c) => !skip.includes(c))), keys };
}

// lay says which text falls onto which cell. grid is a list of rows
// {group, cells}, a cell being a name or null where nothing can be typed; the
// block begins at grid[row].cells[col]. Within a group that can grow a longer
// block makes new rows; with through it goes on into the groups below. What
// does not fit comes back in rest, row by row.
export function lay(rows, grid, row, col, { grows = () => false, through = false } = {}) {
  const writes = [], fresh = [], rest = [];
  const group = grid[row].group;
  let at = row;
  for (const texts of rows) {
    const target = grid[at];
    const here = target && (through || target.group === group);
    const width = grid[row].cells.length - col;
    if (here) {
      texts.slice(0, width).forEach((text, k) => {
        const name = target.cells[col + k];
        if (name) writes.push({ name, text });
      });
      at++;
    } else if (grows(group)) {
      fresh.push(Array(col).fill("").concat(texts.slice(0, width)));
    } else {
      rest.push(texts);
      continue;
    }
    if (texts.length > width) rest.push(texts.slice(width));
  }
  return { writes, fresh, rest, group };
}
