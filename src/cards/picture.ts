import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import { container, gallery, type MessageBody, textDisplay } from '../message/build.ts';
import type { Picture } from '../pictures/pictures.ts';

/** A picture as a message: a heading, the picture with its words for those who do not see it, buttons. */
export const pictureBody = (
  heading: string,
  { name, alt }: Pick<Picture, 'name' | 'alt'>,
  rows: readonly APIActionRowComponent<APIComponentInMessageActionRow>[],
): MessageBody => ({
  components: [
    container([textDisplay(`**${heading}**`), gallery([{ url: `attachment://${name}`, alt }]), ...rows]),
  ],
});
