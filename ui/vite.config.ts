// Builds styles and scripts into ui/dist with hashed names and a manifest; the
// web crate embeds the folder and finds files through the manifest.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/assets/",
  publicDir: false,
  build: {
    outDir: "dist",
    assetsDir: "",
    emptyOutDir: true,
    manifest: true,
    // Lightning CSS refuses hacks for old browsers in nhsuk-frontend.
    cssMinify: "esbuild",
    // Fonts stay files of their own: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["src/site.ts", "src/live/page.ts", "src/site.scss", "src/mark.svg", "src/mark-192.png", "src/mark-512.png"],
    },
  },
  css: {
    preprocessorOptions: {
      scss: { quietDeps: true, loadPaths: ["node_modules"] },
    },
  },
});
