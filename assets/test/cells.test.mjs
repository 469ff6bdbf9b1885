import assert from "node:assert/strict";
import { test } from "node:test";
import { dirty, place, settle } from "../static/cells.js";

// A page of one cell, as it was shown, as it stands now.
function page(shown, now) {
  const cells = new Map([["a", { shown }]]);
  return { cells, cell: cells.get("a"), value: () => now };
}

test("a text that the server rewrote is shown", () => {
  const { cells, cell, value } = page("", "265万");
  const put = settle(cells, { a: "265万" }, { a: "2,650,000" }, value);
  assert.deepEqual([...put], [["a", "2,650,000"]]);
  assert.equal(dirty(cell, "2,650,000"), false);
});

test("in the cell that somebody is in nothing changes, and nothing is sent again", () => {
  const { cells, cell, value } = page("", "265万");
  assert.equal(settle(cells, { a: "265万" }, { a: "2,650,000" }, value, "a").size, 0);
  assert.equal(dirty(cell, "265万"), false);
  assert.equal(dirty(cell, "265万元"), true);
  assert.equal(Boolean(cell.foreign), false);
});

test("what was typed while the save was on its way stays and is still unsaved", () => {
  const { cells, cell, value } = page("old", "second");
  assert.equal(settle(cells, { a: "first" }, { a: "first" }, value).size, 0);
  assert.equal(dirty(cell, "second"), true);
});

test("somebody else's text comes into a cell that was not touched", () => {
  const { cells, value } = page("old", "old");
  assert.deepEqual([...settle(cells, {}, { a: "theirs" }, value)], [["a", "theirs"]]);
});

test("somebody else's text waits where one is, and is known to be foreign", () => {
  const { cells, cell, value } = page("old", "old");
  assert.equal(settle(cells, {}, { a: "theirs" }, value, "a").size, 0);
  assert.deepEqual(cell.foreign, { base: "old" });
  assert.equal(dirty(cell, "old"), false);
  assert.equal(dirty(cell, "mine"), true);
});

test("a text that was typed and not sent is never overwritten, nor does it overwrite", () => {
  const { cells, cell, value } = page("old", "mine");
  assert.equal(settle(cells, {}, { a: "theirs" }, value).size, 0);
  assert.equal(dirty(cell, "mine"), true);
  assert.deepEqual(cell.foreign, { base: "old" });
});

test("going back to what the server has needs no saving", () => {
  const { cells, cell, value } = page("old", "new");
  settle(cells, { a: "new" }, { a: "new" }, value);
  assert.equal(dirty(cell, "old"), true);
  assert.equal(dirty(cell, "new"), false);
});

const drawing = new Map([
  ["goals.annual", {}],
  ["row.new.level3", { at: "total|产出|数量|2" }],
  ["row.new.value", { at: "total|产出|数量|2" }],
]);

test("a row that was not kept yet is found by its place in another drawing", () => {
  const { found, rest } = place(
    [{ name: "row.old.value", at: "total|产出|数量|2", text: "5 次" }, { name: "goals.annual", text: "g" }], drawing, () => "");
  assert.deepEqual([...found.keys()], ["row.new.value", "goals.annual"]);
  assert.equal(found.get("row.new.value").text, "5 次");
  assert.deepEqual(rest, []);
});

test("a place that is taken is not written over: the text comes back", () => {
  const t = { name: "row.old.level3", at: "total|产出|数量|2", text: "mine" };
  assert.deepEqual(place([t], drawing, () => "theirs"), { found: new Map(), rest: [t] });
});
