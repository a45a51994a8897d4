// `@hocuspocus/server` with SQLite, as its own guide sets it up. PORT and DATA say where.

import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const { PORT, DATA } = process.env;
const extensions = [new SQLite({ database: `${DATA}/db.sqlite` })];
await new Server({ port: Number(PORT), address: "127.0.0.1", quiet: true, extensions }).listen();
