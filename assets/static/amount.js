// Amounts of money as exact 分 in BigInt, understood as the server understands
// them (models/money.go): what is not understood is left as it was typed.

const UNITS = [["亿元", 10], ["万元", 6], ["亿", 10], ["万", 6], ["元整", 2], ["元", 2], ["", 2]];
const MAX = 9999n * 100000000n * 100n; // 9,999 亿元

const halfwidth = (s) => s.replace(/[\u3000\u00a0]/g, " ")
  .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

// Separators stand before every third digit, or every fourth. 2,65 may be
// meant as 2.65, so it is not guessed at.
function ungroup(s) {
  const at = s.search(/[,' ]/);
  if (at < 0) return s;
  const [first, ...rest] = s.split(s[at]);
  const size = rest[rest.length - 1].length;
  const fits = (size === 3 || size === 4) && first && first.length <= size && rest.every((p) => p.length === size);
  return fits ? first + rest.join("") : null;
}

function scaled(s, zeros) {
  const dot = s.indexOf(".");
  const whole = ungroup(dot < 0 ? s : s.slice(0, dot));
  const rest = dot < 0 ? "0" : s.slice(dot + 1);
  if (whole === null || !/^[0-9]+$/.test(whole) || !/^[0-9]+$/.test(rest)) return null;
  const fraction = rest.replace(/0+$/, "");
  if (fraction.length > zeros) return null;
  const digits = (whole + fraction.padEnd(zeros, "0")).replace(/^0+/, "");
  if (digits.length > 18) return null;
  const fen = BigInt(digits || "0");
  return fen > MAX ? null : fen;
}

// parse returns the sum in 分, or null for what is blank or not understood.
export function parse(typed) {
  let s = halfwidth(typed).trim().replace(/^人民币/, "").trim().replace(/^[¥￥]+/, "").trim();
  const sign = /^[-−–负]/.test(s);
  if (sign) s = s.slice(1).trim();
  const [suffix, zeros] = UNITS.find(([u]) => s.endsWith(u));
  const fen = scaled(s.slice(0, s.length - suffix.length).trim(), zeros);
  return sign && fen ? null : fen;
}

export const blank = (typed) => halfwidth(typed).trim() === "";

const group = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

function print(fen, places, least) {
  const u = (fen < 0n ? -fen : fen).toString().padStart(places + 1, "0");
  let rest = u.slice(-places);
  while (rest.length > least && rest.endsWith("0")) rest = rest.slice(0, -1);
  return (fen < 0n ? "-" : "") + group(u.slice(0, -places)) + (rest && "." + rest);
}

// yuan prints 分 as the form does, 2,650,000 or 271,528.3; wan in 万元.
export const yuan = (fen) => print(fen, 2, 0);
export const wan = (fen) => print(fen, 6, 2);

// balance compares what stands in a total with the sum of its sources.
export function balance(total, sources) {
  const filled = sources.filter((s) => !blank(s));
  const read = filled.map(parse);
  const sum = read.reduce((a, b) => a + (b || 0n), 0n);
  const fen = parse(total);
  return {
    none: filled.length === 0,
    unread: read.filter((f) => f === null).length,
    sum,
    difference: fen === null ? null : fen - sum,
  };
}

// said puts a balance into words.
export function said(b) {
  if (b.none) return "";
  if (b.unread) return `有 ${b.unread} 处金额读不懂，没有计入：合计 ${yuan(b.sum)}`;
  if (b.difference === null) return `合计 ${yuan(b.sum)}`;
  if (b.difference === 0n) return `合计 ${yuan(b.sum)}，相符`;
  return `合计 ${yuan(b.sum)}，${b.difference < 0n ? "超出" : "差"} ${yuan(b.difference < 0n ? -b.difference : b.difference)}`;
}
