// Links to the bot itself, which are followed here.

const HOSTS = ["t.me", "telegram.me", "telegram.dog"];

// The payload of a link to this bot, empty for one without; null for a link to somewhere else.
export function readDeepLink(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const own = url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.replaceAll("/", "");
  const telegram = url.protocol === "tg:" ? /^tg:\/*resolve\?/.test(address) : HOSTS.includes(url.hostname);
  if (!telegram || own?.toLowerCase() !== username.toLowerCase()) return null;
  const payload = url.searchParams.get("start") ?? "";
  return /^[\w-]{1,64}$/.test(payload) ? payload : "";
}
