import type { Post } from './page/wire.ts';

/** What the bot posted to the local channels by itself, and who wants to hear of it. */
export type Posts = {
  readonly add: (post: Omit<Post, 'id'>) => Post;
  /** The kept posts after the one with this id, oldest first. */
  readonly after: (id: number) => readonly Post[];
  /** Calls back for each new post until the returned function is called. */
  readonly listen: (hear: (post: Post) => void) => () => void;
};

/**
 * Keeps the last few posts. Ids grow from `firstId`, which should be later for a later process: a page that
 * reconnects after a restart names the last id that it saw.
 */
export const createPosts = (keep: number, firstId: number): Posts => {
  const posts: Post[] = [];
  const listeners = new Set<(post: Post) => void>();
  let lastId = firstId;
  return {
    add: (post) => {
      lastId += 1;
      const added = { ...post, id: lastId };
      posts.push(added);
      if (posts.length > keep) posts.shift();
      for (const hear of listeners) hear(added);
      return added;
    },
    after: (id) => posts.filter((post) => post.id > id),
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
};
