
// 村站: fetches the chunks of this program (src/bin says what they are). xtask fills in the value
// in capitals and appends this to what wasm-bindgen writes for the program; `wasm`, above, is what the
// program exports: its memory, its table of functions and its stack, which the chunks work on.

// Where each chunk is. What several of them need is the chunk "shared".
const CHUNKS = __CHUNKS__;
const SHARED = "shared";
// A line that neither delivers nor breaks shall end in a sentence as well; one that is slow may take its
// time.
const PATIENCE_MILLIS = 60_000;

const coming = new Map();

/// Fetches a chunk and puts it into the program, once. One that failed is forgotten, so that the next
/// request tries again.
function bring(chunk) {
  if (!coming.has(chunk)) {
    const here = put(CHUNKS[chunk]);
    here.catch(() => coming.delete(chunk));
    coming.set(chunk, here);
  }
  return coming.get(chunk);
}

async function put(path) {
  const patience = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), PATIENCE_MILLIS);
  };
  wait();
  try {
    const response = await fetch(path, { signal: patience.signal });
    if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
    const heard = new TransformStream({
      transform(bytes, out) {
        wait();
        out.enqueue(bytes);
      },
    });
    const { status, headers } = response;
    const body = new Response(response.body.pipeThrough(heard), { status, headers });
    await WebAssembly.instantiateStreaming(body, { __wasm_split: wasm, main: wasm });
  } finally {
    clearTimeout(timer);
  }
}

/// What the program calls for a chunk; `whenDone` is a place in its table of functions.
function loader(chunk) {
  return async (whenDone, data) => {
    let here = true;
    try {
      await Promise.all([SHARED, chunk].filter((name) => name in CHUNKS).map(bring));
    } catch (error) {
      console.error(`cunzhan: the chunk ${chunk} did not come:`, error);
      here = false;
    }
    wasm.__indirect_function_table.get(whenDone)(data, here);
  };
}

const chunkLoaders = __LOADERS__;
