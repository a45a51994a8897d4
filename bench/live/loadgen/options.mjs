// What can be said on the command line, and what holds unless it is.

const UNLESS_SAID = {
  url: "ws://127.0.0.1:1234/{room}", // {room} is put in
  adapter: "y", // y | hocuspocus | raw (no handshake: a plain broadcaster)
  token: "none", // of hocuspocus
  rooms: 1, clients: 12, rate: 3, // edits a second of each client
  size: 4, // the fewest characters of an edit
  "turn-edits": 400, // edits after which a new turn begins
  duration: 15, warmup: 3, drain: 5, // seconds
  apply: "one", // who keeps a replica: all | one (of each room) | none
  seed: 42, room: "", // chance; the rooms' name, before "-0", "-1", …
  connect: 50, "connect-timeout": 60, // connections made at one time; seconds
  server: "", cpu: "", "ready-timeout": 120, // the server's command, and the core it is pinned to
  edits: 1000, "max-seconds": 240, window: 500, // seed: how many, how long, how many on the way
  expect: "", // seed writes what a reader must find; cold and idle read it
  opens: 3, restart: false, hold: 10, // cold, idle
  "kill-after": 10, settle: 3, // crash (and seed): seconds
  fixture: "", // voices: the list of open meetings
};

function read(words) {
  const options = { ...UNLESS_SAID };
  for (let at = 0; at < words.length; at++) {
    const name = words[at].replace(/^--/, "");
    if (!(name in UNLESS_SAID)) {
      console.error(`There is no option --${name}. There are: ${Object.keys(UNLESS_SAID).join(" ")}`);
      process.exit(2);
    }
    const kind = typeof UNLESS_SAID[name];
    if (kind === "boolean") options[name] = true;
    else options[name] = kind === "number" ? Number(words[++at]) : words[++at];
  }
  return options;
}

const [first, ...rest] = process.argv.slice(2);
export const command = first;
export const o = read(rest);
