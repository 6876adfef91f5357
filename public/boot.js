// 村站: what the page does before, and beside, the app: it registers the service worker, tells the
// app about new versions, and says something when the app cannot start at all.
//
// For the app (window):
//   cunzhanShell.offline      "unavailable" (no secure context, or refused) | "preparing" | "ready"
//   cunzhanShell.updateReady  true while a fetched new version waits
//   cunzhanActivateUpdate()   lets it take over; a promise of true when it has, of false when none
//                             waits. Reloading is up to the caller: only it knows of open forms.
// and events on window, because either may change later:
//   cunzhan-offline-ready     the whole app is on this device
//   cunzhan-update-ready      a new version waits
//   cunzhan-update-active     a new version has taken over, asked for here or in another tab; this
//                             tab shows the former one until it reloads
"use strict";

(() => {
  const shell = { offline: "preparing", updateReady: false };
  window.cunzhanShell = shell;
  const tell = (name) => window.dispatchEvent(new CustomEvent(name));

  let registration = null;

  window.cunzhanActivateUpdate = () => {
    const waiting = registration && registration.waiting;
    if (!waiting) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
      waiting.postMessage({ type: "activate" });
    });
  };

  const offer = () => {
    shell.updateReady = true;
    tell("cunzhan-update-ready");
  };

  const watch = (worker) => {
    worker.addEventListener("statechange", () => {
      // Without an active one this was the first installation, which activates by itself.
      if (worker.state === "installed" && registration.active) {
        offer();
      }
    });
  };

  const register = async () => {
    const workers = navigator.serviceWorker;
    let controlled = Boolean(workers.controller);
    workers.addEventListener("controllerchange", () => {
      // The first worker claiming this page is no update.
      if (controlled) {
        shell.updateReady = false;
        tell("cunzhan-update-active");
      }
      controlled = true;
    });

    registration = await workers.register("/sw.js", { updateViaCache: "none" });
    if (registration.waiting && registration.active) {
      offer();
    }
    if (registration.installing) {
      watch(registration.installing);
    }
    registration.addEventListener("updatefound", () => watch(registration.installing));
    workers.ready.then(() => {
      shell.offline = "ready";
      tell("cunzhan-offline-ready");
    });

    // A tablet may show the app for weeks. Without a network this fails, and the next one serves.
    const look = () => registration.update().catch(() => {});
    setInterval(look, 3600 * 1000);
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        look();
      }
    });
  };

  if ("serviceWorker" in navigator) {
    register().catch((error) => {
      shell.offline = "unavailable";
      console.warn("cunzhan: no service worker:", error);
    });
  } else {
    shell.offline = "unavailable";
  }

  // Until the app runs, whatever goes wrong leaves a page that only says "opening".
  const failed = (event) => {
    const place = document.getElementById("boot");
    if (place) {
      place.dataset.state = "failed";
      console.error("cunzhan: the app did not start:", event.reason || event.error || event.message);
    }
  };
  window.addEventListener("error", failed);
  window.addEventListener("unhandledrejection", failed);
  window.addEventListener("TrunkApplicationStarted", () => {
    window.removeEventListener("error", failed);
    window.removeEventListener("unhandledrejection", failed);
    const place = document.getElementById("boot");
    if (place) {
      place.remove();
    }
  });
})();
