import { container, type MessageBody, textDisplay } from './build.ts';

/** A plain sentence or two as a message. */
export const notice = (text: string): MessageBody => ({ components: [container([textDisplay(text)])] });
