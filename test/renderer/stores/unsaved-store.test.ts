import { describe, expect, it } from 'vitest';
import { createUnsavedStore } from '../../../src-renderer/stores/unsaved-store.ts';

function held() {
  const store = createUnsavedStore();
  return { store, letGo: store.getState().hold() };
}

describe('unsaved work', () => {
  it('asks nothing where nothing would be lost', async () => {
    const store = createUnsavedStore();
    expect(await store.getState().mayLeave()).toBe(true);
    const letGo = store.getState().hold();
    letGo();
    expect(await store.getState().mayLeave()).toBe(true);
    expect(store.getState().asked).toBe(false);
  });

  it.each([true, false])('waits for the answer %s, and asks again the next time', async (leave) => {
    const { store } = held();
    const may = store.getState().mayLeave();
    expect(store.getState().asked).toBe(true);
    store.getState().answer(leave);
    expect(await may).toBe(leave);
    expect(store.getState().asked).toBe(false);
    void store.getState().mayLeave();
    expect(store.getState().asked).toBe(true);
  });

  it('gives everybody who waits the same answer', async () => {
    const { store } = held();
    const both = Promise.all([store.getState().mayLeave(), store.getState().mayLeave()]);
    store.getState().answer(false);
    expect(await both).toEqual([false, false]);
  });

  it('lets go on once nothing is left to lose, and not before', async () => {
    const { store, letGo } = held();
    const letOtherGo = store.getState().hold();
    const may = store.getState().mayLeave();
    letGo();
    letGo();
    expect(store.getState().asked).toBe(true);
    letOtherGo();
    expect(await may).toBe(true);
    expect(store.getState().asked).toBe(false);
  });
});
