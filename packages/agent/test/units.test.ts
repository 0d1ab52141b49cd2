import { describe, expect, it } from "vitest";
import { convert, isLength, unitAt, unitOf } from "../src/units.ts";

describe("the unit that a question wants", () => {
  it.each([
    ["How far is the sofa from the door?", "m"],
    ["How tall is the lamp, in centimetres?", "cm"],
    ["What is the distance in feet?", "ft"],
    ["How far away is it in yards?", "yd"],
    ["How far is the next town in km?", "km"],
    ["What is the size of this room in square meters?", "m²"],
    ["What is the area of the floor?", "m²"],
    ["How fast does the car drive?", "m/s"],
    ["What is its speed in kilometers per hour?", "km/h"],
    ["What is the angle between the two walls?", "deg"],
    ["By how many degrees did the camera turn, in degrees?", "deg"],
    ["How many chairs are there?", null],
    ["How many times taller is the door?", null],
    ["Where is the sofa?", null],
  ])("%s", (question, unit) => expect(unitOf(question)).toBe(unit));
});

describe("the unit of a value", () => {
  it.each([
    [" m apart", "m"],
    ["metres", "m"],
    ['"', "in"],
    ["yards", "yd"],
    [" m/s", null],
    [" m²", null],
    ["meters per second", null],
    ["", null],
  ])("%j", (text, unit) => expect(unitAt(text)).toBe(unit));

  it("is converted between lengths only", () => {
    expect(convert(1, "yd", "m")).toBe(0.9144);
    expect(convert(2.5, "m", "cm")).toBe(250);
    expect(convert(2.5, "m", "deg")).toBe(2.5);
    expect(convert(2.5, null, "m")).toBe(2.5);
    expect([isLength("mi"), isLength("m²"), isLength(null)]).toEqual([true, false, false]);
  });
});
