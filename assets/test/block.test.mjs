import assert from "node:assert/strict";
import { test } from "node:test";
import { captions, lay, parse, unparse } from "../static/block.js";

const blocks = [
  ["one cell", "a", [["a"]]],
  ["a row", "a\tb", [["a", "b"]]],
  ["the trailing newline of Excel", "a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]],
  ["line ends of old machines", "a\rb\r", [["a"], ["b"]]],
  ["blank cells stay", "\ta\t\n\t\t\n", [["", "a", ""], ["", "", ""]]],
  ["a blank row in the middle", "a\n\nb", [["a"], [""], ["b"]]],
  ["a line break inside a quoted cell", '"a\r\nb"\tc\n', [["a\nb", "c"]]],
  ["doubled quotes", '"说""好""\n了"\tb', [['说"好"\n了', "b"]]],
  ["a quoted cell that is blank", '""\tb', [["", "b"]]],
  ["a quote that closes nothing is a character", '"名优"工程\tb', [['"名优"工程', "b"]]],
  ["a quote inside a cell", '5" 管\tb', [['5" 管', "b"]]],
  ["a quote without an end", '"a\tb', [['"a', "b"]]],
  ["nothing", "", [[""]]],
];

for (const [name, text, rows] of blocks) {
  test(`a block is taken apart: ${name}`, () => assert.deepEqual(parse(text), { rows, cut: false }));
}

test("whatever is written is read as the same again", () => {
  const letters = ["a", "字", '"', '""', "\t", "\n", " ", "", ",", "𠮷"];
  let seed = 7;
  const next = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 3000; i++) {
    const width = 1 + next(4);
    const rows = Array.from({ length: 1 + next(5) }, () =>
      Array.from({ length: width }, () => Array.from({ length: next(5) }, () => letters[next(letters.length)]).join("")));
    if (rows[rows.length - 1].join("") === "" && width === 1) continue;
    assert.deepEqual(parse(unparse(rows) + "\n").rows, rows);
  }
});

test("too many cells are noticed before they are all read", () => {
  const { rows, cut } = parse("x\t".repeat(100000), 4000);
  assert.equal(cut, true);
  assert.equal(rows.flat().length, 4000);
});

// Three rows of 数量 and two of 质量; the first row of 质量 has no annual half.
const grid = [
  ...[1, 2, 3].map((n) => ({ group: "数量", cells: [`n${n}`, `v${n}`, `N${n}`, `V${n}`] })),
  { group: "质量", cells: ["q1", "w1", null, null] },
  { group: "质量", cells: ["q2", "w2", "Q2", "W2"] },
];
const grows = () => true;
const names = (r) => r.writes.map((w) => `${w.name}=${w.text}`).join(" ");

test("a block of two by two falls from where the cursor is", () => {
  const r = lay([["a", "1"], ["b", "2"]], grid, 1, 0, { grows });
  assert.equal(names(r), "n2=a v2=1 n3=b v3=2");
  assert.deepEqual([r.fresh, r.rest], [[], []]);
});

test("a block that begins in the middle crosses to the other half", () => {
  assert.equal(names(lay([["1", "b", "2"]], grid, 0, 1, { grows })), "v1=1 N1=b V1=2");
});

test("a longer block makes new rows of its class and leaves the next class alone", () => {
  const r = lay(Array.from({ length: 40 }, (_, i) => [`a${i}`, String(i)]), grid, 0, 0, { grows });
  assert.equal(r.writes.length, 6);
  assert.equal(r.fresh.length, 37);
  assert.deepEqual(r.fresh[36], ["a39", "39"]);
  assert.equal(r.group, "数量");
});

test("new rows keep the column that the block began in", () => {
  const r = lay([["a"], ["b"]], grid, 2, 2, { grows });
  assert.deepEqual(r.fresh, [["", "", "b"]]);
});

test("a cell that cannot be written is skipped in step", () => {
  const r = lay([["a", "1", "A", "I"], ["b", "2", "B", "II"]], grid, 3, 0, { grows });
  assert.equal(names(r), "q1=a w1=1 q2=b w2=2 Q2=B W2=II");
});

test("what is too wide or too long comes back", () => {
  const r = lay([["a", "1", "x"], ["b", "2", "y"], ["c", "3", "z"], ["d"]], grid, 1, 2, {});
  assert.equal(names(r), "N2=a V2=1 N3=b V3=2");
  assert.deepEqual(r.rest, [["x"], ["y"], ["c", "3", "z"], ["d"]]);
});

test("the whole table goes through all classes", () => {
  const r = lay([["a"], ["b"], ["c"], ["d"], ["e"]], grid, 0, 0, { through: true });
  assert.equal(names(r), "n1=a n2=b n3=c q1=d q2=e");
});

const known = new Set(["产出指标", "数量指标", "质量指标"]);
const classes = new Set(["数量指标", "质量指标"]);

test("columns of captions are taken out, merged cells and all", () => {
  const r = captions([["产出指标", "数量指标", "a", "1"], ["", "", "b", "2"], ["", "质量指标", "c", "3"]], known, classes);
  assert.deepEqual(r.rows, [["a", "1"], ["b", "2"], ["c", "3"]]);
  assert.deepEqual(r.keys, ["数量指标", "数量指标", "质量指标"]);
});

test("a block without captions stays as it is", () => {
  const rows = [["a", ""], ["b", ""]];
  assert.deepEqual(captions(rows, known, classes), { rows, keys: [null, null] });
});

test("a column of captions that are no classes is only taken out", () => {
  assert.deepEqual(captions([["产出指标", "a"], ["", "b"]], known, classes), { rows: [["a"], ["b"]], keys: [null, null] });
});
