import { strip } from "./text.ts";

const DIGIT = /\p{Nd}/u;
const DIGITS = "[0-9](?:_?[0-9])*";
const FLOAT = new RegExp(`^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:e[+-]?${DIGITS})?$`, "i");
const INTEGER = new RegExp(`^[+-]?${DIGITS}$`);
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** `float(text)`; null where Python raises ValueError. NaN and infinities are values. */
export function parseFloatLike(text: string): number | null {
  const plain = asciiDigits(strip(text));
  if (FLOAT.test(plain)) return Number(plain.replaceAll("_", ""));
  const special = SPECIAL.exec(plain);
  if (!special) return null;
  if (!special[2]) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `int(text)`; null where Python raises ValueError. */
export function parseIntLike(text: string): number | null {
  const plain = asciiDigits(strip(text));
  return INTEGER.test(plain) ? Number(plain.replaceAll("_", "")) : null;
}

/** `round(value)`: halves go to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const part = value - floor;
  if (part !== 0.5) return part < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `repr(float)`: 3 is "3.0", 1e16 is "1e+16". */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const scientific = value.toExponential();
  const exponent = Number(scientific.split("e")[1]);
  if (exponent < -4 || exponent >= 16)
    return scientific.replace(/e([+-])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`);
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Digits of every script as ASCII: each script has its ten in a row. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    let start = code;
    while (DIGIT.test(String.fromCodePoint(start - 1))) start--;
    return String((code - start) % 10);
  });
}
