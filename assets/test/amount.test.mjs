import assert from "node:assert/strict";
import { test } from "node:test";
import { balance, parse, said, wan, yuan } from "../static/amount.js";

const understood = [
  ["a plain number", "2650000", 265000000n],
  ["thousands separators", "2,650,000", 265000000n],
  ["full-width separators", "2，650，000", 265000000n],
  ["full-width digits", "２６５００００．５", 265000050n],
  ["万", "265万", 265000000n],
  ["万元 behind a blank", "265 万元", 265000000n],
  ["万元 with decimals, exact", "27.15283万元", 27152830n],
  ["亿元", "1.5亿元", 15000000000n],
  ["元", "17,791.63元", 1779163n],
  ["a currency sign", "￥ 50,000.00", 5000000n],
  ["words in front", "人民币 5 元整", 500n],
  ["groups of four", "265,0000", 265000000n],
  ["blanks as separators", "2 650 000", 265000000n],
  ["more zeros than 分 has places", "1.50000", 150n],
  ["a filled zero", "0", 0n],
  ["a zero with a sign", "-0", 0n],
  ["the largest sum", "9999亿元", 99990000000000n],
];

for (const [name, typed, fen] of understood) {
  test(`an amount is understood: ${name}`, () => assert.equal(parse(typed), fen));
}

const kept = [
  "约三十万", "2,65", "1.2.3", "=1+1", "1e6", "-5", "1.005", "1.2345678万元", "9999.01亿",
  "99999999999999999999999", "万元", ".", "1.", "", " 　", "0x10", "1_000",
];

for (const typed of kept) {
  test(`an amount is left as typed: ${JSON.stringify(typed)}`, () => assert.equal(parse(typed), null));
}

test("sums print as the form and the budget table have them", () => {
  for (const [fen, form, inWan] of [
    [265000000n, "2,650,000", "265.00"],
    [27152830n, "271,528.3", "27.15283"],
    [1779163n, "17,791.63", "1.779163"],
    [0n, "0", "0.00"],
    [5n, "0.05", "0.000005"],
    [-60000000n, "-600,000", "-60.00"],
  ]) {
    assert.equal(yuan(fen), form);
    assert.equal(wan(fen), inWan);
  }
});

test("money survives its own text", () => {
  let seed = 1n;
  for (let i = 0; i < 5000; i++) {
    seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    const fen = i % 2 ? seed % 99990000000001n : seed % 1000000n;
    assert.equal(parse(yuan(fen)), fen);
    assert.equal(parse(wan(fen) + "万元"), fen);
  }
});

const sums = [
  ["nothing filled says nothing", "100", ["", " "], ""],
  ["a blank total shows the sum", "", ["2,000,000", "65万"], "合计 2,650,000"],
  ["a total that agrees", "265万", ["2,000,000", "650000"], "合计 2,650,000，相符"],
  ["a total that is more", "2,650,000", ["2,550,000"], "合计 2,550,000，差 100,000"],
  ["a total that is less", "2,650,000", ["2,650,000", "0.01"], "合计 2,650,000.01，超出 0.01"],
  ["a source that was not understood", "100", ["50", "约三十万"], "有 1 处金额读不懂，没有计入：合计 50"],
  ["figures that floats would blur", "0.3", ["0.1", "0.2"], "合计 0.3，相符"],
];

for (const [name, total, sources, words] of sums) {
  test(`a total against its sources: ${name}`, () => assert.equal(said(balance(total, sources)), words));
}
