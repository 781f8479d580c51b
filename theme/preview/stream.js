// What the server tells, by one connection for all pages of a browser: six to a host is all it opens, and pages side by side would use them up.
//
// Whoever has the lock has the connection, and passes on what comes. Only pages that are seen ask for the lock; when one goes, the next one has it.

// Calls `hear` with the number of the newest site, and with 0 when nobody tells any more, until what it returns is called.
function follow(hear) {
  const NAME = "annexa-preview";
  const { locks } = navigator;
  const channel = locks && globalThis.BroadcastChannel ? new BroadcastChannel(NAME) : null;
  const ending = new AbortController();
  const { signal } = ending;
  let source = null;
  let newest = 0;

  function tell(site) {
    newest = site;
    channel?.postMessage(site);
    hear(site);
  }

  function connect() {
    if (signal.aborted) return;
    source = new EventSource("/__annexa/events");
    source.onmessage = ({ data }) => tell(JSON.parse(data).site);
    source.onerror = () => {
      tell(0);
      // Whether the browser tries again by itself depends on how it failed.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
    };
  }

  signal.addEventListener("abort", () => {
    source?.close();
    channel?.close();
  });
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data !== "news?") hear(data);
      else if (source) channel.postMessage(newest);
    };
    // Held until the end, which may come while it is waited for.
    locks.request(NAME, { signal }, () => new Promise((release) => {
      signal.addEventListener("abort", release);
      if (signal.aborted) release();
      connect();
    })).catch(() => {});
    channel.postMessage("news?");
  } else connect();
  return () => ending.abort();
}
