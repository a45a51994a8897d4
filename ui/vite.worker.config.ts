// Builds the service worker into one classic script beside the hashed files: the server hands it out
// at /worker.js, with the list of the shell before it (crates/web/src/features/offline).
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    // The other build has just filled it.
    emptyOutDir: false,
    modulePreload: false,
    rollupOptions: {
      input: "src/offline/worker.ts",
      output: { format: "iife", entryFileNames: "worker.js" },
    },
  },
});
