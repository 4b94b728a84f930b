import { container, type MessageBody, textDisplay } from '../message/build.ts';

/** A plain sentence or two as a message. */
export const notice = (text: string): MessageBody => ({ components: [container([textDisplay(text)])] });
