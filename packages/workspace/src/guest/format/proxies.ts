/**
 * A proxy answers every inspection with code of its maker, and nothing in the language tells it from a plain object.
 * So the guest replaces `Proxy` by one that remembers what it made; the formatter then does not look inside.
 */
const made = new WeakSet<object>();

export function isProxy(value: object): boolean {
  return made.has(value);
}

export function trackProxies(): void {
  const Native = Proxy;
  const revocable = Native.revocable;
  const remember = <T extends object>(proxy: T): T => {
    made.add(proxy);
    return proxy;
  };
  const Tracked = new Native(Native, {
    construct: (target, args, newTarget) => remember(Reflect.construct(target, args, newTarget)),
  });
  Native.revocable = (target, handler) => {
    const pair = revocable(target, handler);
    remember(pair.proxy);
    return pair;
  };
  globalThis.Proxy = Tracked;
}
