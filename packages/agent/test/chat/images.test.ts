import { reencode } from "@spatialclaw/media";
import sharp from "sharp";
import { afterEach, describe, expect, it } from "vitest";
import { PictureUrls } from "../../src/chat/images.ts";
import type { ChatPart } from "../../src/chat/types.ts";
import { says } from "./acts.ts";
import { ask, errorOf, modelOf } from "./model.ts";
import { type Body, closeServers, openServer } from "./server.ts";

afterEach(closeServers);

type Mime = "image/jpeg" | "image/png" | "image/webp";

async function picture(mime: Mime, width = 64, height = 48): Promise<{ mime: Mime; bytes: Uint8Array }> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  const image = sharp({ create: { width, height, channels: 3, background: "#888888", noise } });
  return { mime, bytes: await image.toFormat(mime.slice(6) as "png").toBuffer() };
}

const part = (label: string, image: Awaited<ReturnType<typeof picture>>): ChatPart => ({ type: "image", label, image });
const look = (...parts: ChatPart[]) => ({ messages: [{ role: "user" as const, parts }] });

function partsOf(body: Body | undefined) {
  const content = body?.messages.at(-1)?.content;
  return typeof content === "string" ? [] : (content ?? []);
}

const urlsOf = (body: Body | undefined) =>
  partsOf(body).flatMap((sent) => (sent.image_url ? [sent.image_url.url] : []));
const bytesOf = (url: string | undefined) => Buffer.from((url ?? "").split(",")[1] ?? "", "base64");

describe("pictures are sent", () => {
  it("each after its label, texts where they stood", async () => {
    const server = await openServer([says("hi")]);
    const [a, b] = [await picture("image/jpeg"), await picture("image/jpeg")];
    await ask(modelOf(server), "", look({ type: "text", text: "Two views." }, part("frame 0", a), part("frame 7", b)));
    expect(partsOf(server.asked[0]?.body).map(({ type, text }) => text ?? type)).toEqual([
      "Two views.",
      "frame 0",
      "image_url",
      "frame 7",
      "image_url",
    ]);
  });

  it("as they are where their format is the model's", async () => {
    const server = await openServer([says("hi")]);
    const photo = await picture("image/jpeg");
    await ask(modelOf(server), "", look(part("frame 0", photo)));
    expect(urlsOf(server.asked[0]?.body)).toEqual([
      `data:image/jpeg;base64,${Buffer.from(photo.bytes).toString("base64")}`,
    ]);
  });

  it("photos as JPEG, small drawings as the PNG that they are, where the model file says nothing", async () => {
    const server = await openServer([says("hi")]);
    const [drawing, large, webp] = [
      await picture("image/png"),
      await picture("image/png", 300, 300),
      await picture("image/webp"),
    ];
    expect([drawing.bytes.length < 65_536, large.bytes.length < 65_536]).toEqual([true, false]);
    await ask(modelOf(server), "", look(part("bev", drawing), part("photo", large), part("photo", webp)));
    const [first, ...others] = urlsOf(server.asked[0]?.body);
    expect(bytesOf(first)).toEqual(Buffer.from(drawing.bytes));
    for (const url of others) expect(url.startsWith("data:image/jpeg;base64,")).toBe(true);
  });

  it.each(["jpeg", "png", "webp"] as const)("as %s where that is the model's", async (format) => {
    const server = await openServer([says("hi")]);
    const model = modelOf(server, { images: { format } });
    for (const mime of ["image/jpeg", "image/png", "image/webp"] as const)
      await ask(model, "", look(part("frame 0", await picture(mime))));
    for (const { body } of server.asked) {
      const [url] = urlsOf(body);
      expect(url?.startsWith(`data:image/${format};base64,`)).toBe(true);
      expect(await sharp(bytesOf(url)).metadata()).toMatchObject({ format, width: 64, height: 48 });
    }
  });

  it("no larger than the model's size, never enlarged", async () => {
    const server = await openServer([says("hi")]);
    const model = modelOf(server, { images: { maxSide: 40, detail: "low" } });
    const small = await picture("image/jpeg", 30, 20);
    await ask(model, "", look(part("wide", await picture("image/jpeg", 80, 40)), part("small", small)));
    const [wide, kept] = urlsOf(server.asked[0]?.body);
    expect(await sharp(bytesOf(wide)).metadata()).toMatchObject({ width: 40, height: 20 });
    expect(bytesOf(kept)).toEqual(Buffer.from(small.bytes));
    expect(partsOf(server.asked[0]?.body)[1]?.image_url?.detail).toBe("low");
  });

  it("by name alone to a model that takes none", async () => {
    const server = await openServer([says("hi")]);
    const model = modelOf(server, { images: false });
    expect(model.seesPictures).toBe(false);
    await ask(model, "", look({ type: "text", text: "See." }, part("frame 0", await picture("image/png"))));
    expect(server.asked[0]?.body.messages[0]?.content).toBe('See.\n(picture "frame 0", which you cannot see)');
  });

  it("not at all when their bytes are no picture: one line", async () => {
    const server = await openServer([says("hi")]);
    const broken = { mime: "image/png" as const, bytes: new Uint8Array([1, 2, 3]) };
    const message = await errorOf(ask(modelOf(server), "", look(part("frame 3", broken))));
    expect(message).toMatch(/^the picture "frame 3" cannot be prepared for the model: /);
    expect(server.asked.length).toBe(0);
  });
});

describe("a picture is encoded once", () => {
  it("however many requests carry it: they carry the same string", async () => {
    const urls = new PictureUrls({ format: "jpeg", maxSide: null, quality: 90 });
    const drawn = await picture("image/png");
    const first = urls.of(drawn, "a");
    expect(urls.of(drawn, "b")).toBe(first);
    expect(urls.of({ ...drawn }, "a")).not.toBe(first);
  });

  it("so that a later request says the same to the letter", async () => {
    const server = await openServer([says("hi")]);
    const model = modelOf(server);
    const head = look(part("frame 0", await picture("image/png"))).messages;
    await ask(model, "", { messages: head });
    await ask(model, "", { messages: [...head, { role: "assistant", parts: [{ type: "text", text: "hi" }] }] });
    const [before, after] = server.asked.map(({ body }) => JSON.stringify(body.messages));
    expect(after?.startsWith(before?.slice(0, -1) ?? "?")).toBe(true);
  });

  it("and not at all where it is as it should be", async () => {
    const photo = await picture("image/jpeg");
    expect(await reencode(photo, { format: "jpeg", maxSide: null, quality: 90 })).toBe(photo);
    expect(await reencode(photo, { format: "jpeg", maxSide: 64, quality: 90 })).toBe(photo);
  });

  it("over white where it is transparent", async () => {
    const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const image = { mime: "image/png" as const, bytes: await clear.png().toBuffer() };
    const { bytes } = await reencode(image, { format: "jpeg", maxSide: null, quality: 90 });
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });
});
