// Chance that can be had again, and what people type by it: short utterances, key by key, some keys taken back.

import { o } from "./options.mjs";

let state = o.seed >>> 0;

/** Between 0 and 1 (mulberry32). */
export function chance() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** In an order of chance. */
export function shuffled(all) {
  const list = all.slice();
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

const WORDS = (
  "the network meeting voice turn agree we could wait then perhaps listen what about it is not yet clear to me but " +
  "I think this line belongs earlier and yes no maybe because nobody answered"
).split(" ");
const PATCHES = 60000;
const SLIPS = 0.06;

function typed() {
  const patches = [];
  let length = 0;
  while (patches.length < PATCHES) {
    const words = 3 + Math.floor(chance() * 14);
    for (let word = 0; word < words; word++) {
      for (const key of WORDS[Math.floor(chance() * WORDS.length)] + (word === words - 1 ? ".\n" : " ")) {
        if (chance() < SLIPS) patches.push([length, 0, "x"], [length, 1, ""]);
        patches.push([length++, 0, key]);
      }
    }
  }
  return patches;
}

let patches;

/** What is typed: [place, characters taken away, characters put in], without end. */
export function patchAt(at) {
  patches ??= typed();
  return patches[at % patches.length];
}

/** Somewhere in it. */
export const anywhere = () => Math.floor(chance() * PATCHES);
