import { describe, expect, it } from 'vitest';
import { contentKey, createCache } from '../src/cache.ts';

describe('the cache', () => {
  it('drops what was asked for the longest ago when it is full', () => {
    const cache = createCache<string>(10, (text) => text.length);
    cache.set('a', 'aaaa');
    cache.set('b', 'bbbb');
    expect(cache.get('a')).toBe('aaaa');
    cache.set('c', 'cccc');
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBe('aaaa');
    expect(cache.get('c')).toBe('cccc');
    expect(cache.size()).toBe(8);
  });

  it('does not count twice what is set again, and keeps nothing larger than itself', () => {
    const cache = createCache<string>(10, (text) => text.length);
    cache.set('a', 'aaaa');
    cache.set('a', 'aaaaaa');
    expect(cache.size()).toBe(6);
    cache.set('b', 'b'.repeat(11));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBe('aaaaaa');
  });
});

describe('the key', () => {
  it('is the same for equal content and differs for other content', () => {
    expect(contentKey({ bars: [1, 2] })).toBe(contentKey({ bars: [1, 2] }));
    expect(contentKey({ bars: [1, 2] })).not.toBe(contentKey({ bars: [2, 1] }));
  });
});
