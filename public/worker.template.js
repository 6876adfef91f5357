// 村站: starts one worker's program. xtask fills in the two names in capitals.
"use strict";

importScripts("/__GLUE__");

// What the page posts while the program is still loading would be lost: nobody listens yet. It is
// kept, and handed over in order as soon as the program's main function has returned.
const early = [];
const keep = (event) => early.push(event);
self.addEventListener("message", keep);

wasm_bindgen({ module_or_path: "/__WASM__" }).then(
  () => {
    self.removeEventListener("message", keep);
    for (const event of early) {
      self.dispatchEvent(new MessageEvent("message", { data: event.data, ports: [...event.ports] }));
    }
  },
  (error) => {
    // A rejected promise does not reach the page's `worker.onerror`; an error thrown by a task does.
    setTimeout(() => {
      throw error;
    });
  },
);
