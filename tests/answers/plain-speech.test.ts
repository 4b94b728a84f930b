import { expect, test } from 'vitest';
import { inFieldWords } from '../../src/answers/plain-speech.ts';

test.each([
  ['Who put their names to the memorandum?', 'Who sign the memorandum?'],
  ['Who signed up to it?', 'Who signed it?'],
  ['Did Nusra turn down the truce?', 'Did Nusra refuse the truce?'],
  ['Did Damascus go along with it?', 'Did the Syrian government accept it?'],
  ['Where was it hammered out?', 'Where was it negotiated?'],
  ['Who made the ceasefire public?', 'Who announce the ceasefire?'],
  // The papers are another matter.
  ['Who made the documents public?', 'Who made the documents public?'],
  ['When did the guns fall silent?', 'When did it start?'],
  ['Who was behind the truce?', 'Who brokered the truce?'],
  ['What finished off the ceasefire?', 'What ended the ceasefire?'],
  ['How often did they meet?', 'how many times did they meet?'],
  ['On which weekday did it start?', 'On what day of the week did it start?'],
  ['What role did Iran play in the deal?', 'was Iran a party to the deal?'],
  ['What passed on New Year’s Eve 2016?', 'What passed on 31 December 2016?'],
  ['Did Damascus admit it?', 'Did the Syrian government admit it?'],
  ['did damascus sign it', 'did the Syrian government sign it'],
  // The place, not the government.
  ['Did Damascus and Homs have truces?', 'Did Damascus and Homs have truces?'],
  ['Who acted as a go-between?', 'Who acted as a mediators?'],
  ['Which deals did al-Waer have, in order?', 'Which deals did al-Waer have?'],
  // Nothing to reword.
  ['When did the southern Syria ceasefire start?', 'When did the southern Syria ceasefire start?'],
])('%s → %s', (typed, meant) => expect(inFieldWords(typed)).toBe(meant));
