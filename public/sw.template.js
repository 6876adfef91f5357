// 村站: the service worker. xtask fills in the two values in capitals below and writes dist/sw.js.
//
// It keeps one complete version of the app on the device, so that the app opens with the relay
// stopped and no network at all. It never touches data: the app's documents are in IndexedDB.
//
// A new version is fetched in the background and then waits. It takes over only when the page asks
// for it ({type: "activate"}); an open form therefore never loses its code or its text to an update.
"use strict";

const VERSION = "__VERSION__";
// [path, SHA-256 of the content], all files of this version.
const FILES = __FILES__;

const PREFIX = "cunzhan-";
const CACHE = PREFIX + VERSION;
// Put in last: a cache without it was left by an installation that broke off.
const COMPLETE = "/.complete";
const PAGE = "/index.html";
const PATHS = new Set(FILES.map(([path]) => path));
// Names made from content, of this version or of the one a tab may still be showing.
const HASHED = /-[0-9a-f]{16}[./]/;
// The relay's own business.
const NETWORK_ONLY = /^\/(api|ws|health|metrics)(\/|$)/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data && event.data.type === "activate") {
    self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || NETWORK_ONLY.test(url.pathname)) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(fromCache(PAGE, request));
  } else if (PATHS.has(url.pathname) || HASHED.test(url.pathname)) {
    event.respondWith(fromCache(url.pathname, request));
  }
});

/// All files or none. What did arrive stays, so that on a bad line the next attempt goes on from there.
async function install() {
  const cache = await caches.open(CACHE);
  const results = await Promise.allSettled(FILES.map(([path, digest]) => obtain(cache, path, digest)));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) {
    throw failed.reason;
  }
  await cache.put(COMPLETE, new Response(VERSION));
}

/// Puts one file into the cache: from a former version if it has the same content (most of an update
/// is unchanged), else from the relay.
async function obtain(cache, path, digest) {
  for (const name of await ownCaches()) {
    const held = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (held && (await sha256(await held.clone().arrayBuffer())) === digest) {
      await cache.put(path, held);
      return;
    }
  }
  // What the page has just loaded under a name made from its content need not come twice over a bad
  // line. The digest tells whether the browser's cache had the right thing.
  for (const mode of HASHED.test(path) ? ["default", "reload"] : ["reload"]) {
    const response = await fetch(path, { cache: mode, credentials: "same-origin" });
    const body = await response.arrayBuffer();
    if (response.ok && (await sha256(body)) === digest) {
      await cache.put(path, plain(response, body));
      return;
    }
  }
  // A cut-off answer, a portal's login page or a file of the next version must not get in.
  throw new Error(`${path}: the relay did not send the expected content`);
}

/// A fresh answer: it carries no redirect, which a navigation would refuse, and keeps the headers (the
/// content security policy among them) except those about its way here.
function plain(response, body) {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(body, { headers });
}

/// Takes over, and keeps of the former versions only the last complete one, because another tab may
/// still show it and ask for a part it has not loaded yet.
async function activate() {
  const complete = [];
  for (const name of await ownCaches()) {
    if (name !== CACHE && (await (await caches.open(name)).match(COMPLETE))) {
      complete.push(name);
    }
  }
  const kept = complete.pop();
  for (const name of await ownCaches()) {
    if (name !== CACHE && name !== kept) {
      await caches.delete(name);
    }
  }
  await self.clients.claim();
}

/// Our caches, oldest first.
async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/// This version's file, else a former version's, else the relay's.
async function fromCache(path, request) {
  const current = await (await caches.open(CACHE)).match(path, { ignoreVary: true });
  if (current) {
    return current;
  }
  const former = path === PAGE ? undefined : await caches.match(path, { ignoreVary: true });
  return former || fetch(request);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
