// Ctrl-C, an end asked for, a closed terminal: all mean the same ordered stop.

// npm passes Ctrl-C on although the terminal has sent it to us too: not a second one.
const SAME_SIGNAL_MS = 1_000;
const PARENT_POLL_MS = 1_000;

/** `stop` at the first signal, `hasten` at each later one. */
export function onStopSignals({ stop, hasten }) {
  let firstAt = null;
  const onSignal = () => {
    if (firstAt === null) {
      firstAt = Date.now();
      stop();
    } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
      hasten();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, onSignal);
  if (process.env.npm_lifecycle_event) {
    watchParent(() => {
      if (firstAt === null) onSignal();
    });
  }
}

// A shell that npm put between does not always pass signals on, and `kill -9` of npm tells nobody.
function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  timer.unref();
}
