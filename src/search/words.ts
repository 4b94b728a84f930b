import type { AgreementClass } from '../dataset/schema.ts';
import { fold, foldLetters } from './fold.ts';
import { once } from './once.ts';

/** What everyday words mean to a search: nothing, "an agreement", a class of agreements, or somewhere else. */

const set = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(
    lists
      .join(' ')
      .split(/\s+/)
      .filter((word) => word !== '')
      .flatMap((word) => {
        const letters = foldLetters(word);
        return [letters, letters.startsWith('ال') && letters.length >= 5 ? letters.slice(2) : letters];
      }),
  );

/** Words that carry no meaning for a search. */
export const STOP_WORDS = set(
  'the a an of in on at to for from by with and or but is are was were be been being do does did done has have had',
  'this that these those it its they them their there here he she his her we us our you your i my me not no any some all',
  'which what who whom whose when where why how much many long often far then than so if into over under about between',
  'after before during while since until upon within as also just only ever never still yet already again more most less',
  'can could will would should shall may might must please tell show give find list get know want need me let make made',
  'due happen happens happened happening say says said mean means meant call called begin began begins begun start starts started',
  'end ends ended take takes took taken place effect hold held holding come came go went going last lasted lasts lasting',
  'day days time times date dates name names info information detail details explain describe summary',
  'exist existed there’s what’s who’s cover covers covered covering include includes included including apply applied concern',
  'create created creates establish established set up use used using happen next during still try tried person people',
  'hello hi hey thanks thank ok yes really exactly actually',
  'out off up down away back apart together year years month months week weeks hour hours province governorate city town',
  'district region neighbourhood neighborhood countryside camp crossing area village rural',
  'dataset database bot persuade convince press push promise promised expect expected want wanted hope think thought believe try tried plan planned',
  'lets',
  'move moved moving leave left bring brought keep kept put send sent speak spoke talk talked talks meet met meeting help helped',
  'le la les un une des du de d l et ou en au aux dans sur pour par avec est sont quand qui que quel quelle quels quelles où',
  'province ville région quartier village orientale oriental occidentale commencé commence début signé signe annoncé annonce quand',
  'comment pourquoi combien a été ete ont eu il elle ce cette ces se',
  'der die das den dem des ein eine einer im am und oder von vom zu zum zur mit für fur bei ist sind war waren hat haben wurde wurden unterzeichnet begann beginnt angekündigt vereinbart provinz stadt wann wer was wo wie',
  'и в во на с со о об по за из от до для к ко у не ли же бы что кто где когда какой какая какое какие как почему сколько это год года году г началось начался началась началась подписал подписали объявил провинция провинции город города районе район был была было были между',
  'في من على الى إلى عن مع هل ما ماذا متى اين أين كيف كم لماذا هو هي هذا هذه كان كانت او أو ثم بين قبل بعد خلال عام سنة شهر محافظة مدينة بلدة قرية منطقة ريف حي مخيم ناحية بدأت بدأ وقع وقعت أعلن اعلنت يوم التي الذي و',
  'aux chez vers sous contre entre leur leurs son sa ses camp villes banlieue périphérie gouvernorat district localité environs près autour',
  'unter über bei nahe rund um gegen nach seit durch lager flüchtlingslager dorf bezirk viertel umland gouvernement es sie wir ihr nicht auch noch werden wird gibt gab',
  'endete beendet angekündigte geschlossen dort dann dieser diese dieses',
  'el los las una unos unas del al y o con para sobre desde hasta contra bajo cerca fue fueron ha han hay se quien cuando donde como cuanto cuantos cual cuales',
  'su sus ciudad pueblo provincia gobernación barrio campo campamento afueras firmó firmado anunció empezó comenzó terminó',
  'под над около возле при ли ни лагерь лагере лагеря лагерем округ пригород пригороде пригороды пригородах окрестности окрестностях районы городе городу',
  'деревня деревне посёлок мухафаза мухафазе квартал квартале ее его их они она он мы вы я этот эта там тут кого кем чем чего еще уже нет да через против',
  'среди вокруг после перед во когда-нибудь подписали покинули состоялось заключили заключено объявлено',
  'تحت فوق قرب حول ضد لدى عند بلدات مدن قرى ضاحية ضواحي أي لم لن قد هناك تم جرى بها فيها منها عليها',
  've ile bir bu ne zaman kim nerede nasıl hangi mi mı için olan da de ta te ki ya şu şehri şehrinde kenti ili ilçesi kampı kasabası köyü kırsalı bölgesi mahallesi',
  'içinde arasında karşı yakınında kadar sonra önce imzaladı imzalandı başladı bitti oldu',
  'û li ji di de bi bo ku ya yê yên çi kî kengî bajarê bajar gundê parêzgeha kampa navçeya gundewarê',
);

/** Words that narrow to the agreements for the whole country, or for one place. */
export const SCOPE_WORDS: ReadonlyMap<string, 'nationwide' | 'local'> = new Map([
  ['nationwide', 'nationwide'],
  ['countrywide', 'nationwide'],
  ['local', 'local'],
]);

/** Words that ask for the newest or the oldest. */
export const ORDER_WORDS: ReadonlyMap<string, 'newest' | 'oldest'> = new Map([
  ['latest', 'newest'],
  ['newest', 'newest'],
  ['recent', 'newest'],
  ['earliest', 'oldest'],
  ['oldest', 'oldest'],
]);

/** Words that ask about a feature of an agreement: they help to choose one only where nothing else does. */
export const FEATURE_WORDS = set(
  'enforce enforces enforced guarantee guarantees guaranteed guarantor guarantors sign signs signed signatory signatories',
  'broker brokers brokered mediate mediated mediator mediators announce announces announced announcement monitor monitors',
  'monitored monitoring violate violated violation violations breach breaches breached break broke broken collapse collapsed fail',
  'failed party parties role roles term terms condition conditions agree agreed reach reached declare declared present document',
  'documented documents source sources report reported reports killed dead deaths died refugees displaced published public text',
  'effect force status covered humanitarian aid provision provisions access duration extended extension',
  'followed follow replaced number figure figures count counted article officials official spokesman stop stopped',
);

/** The country: it shows the subject, but names no agreement. */
const COUNTRY_WORDS = set(
  'syria syrian syrians سوريا السورية السوري سورية السوريين',
  'сирия сирии сирию сирийский сирийское сирийского сирийская сирийской сирийские syrie syrien syrienne syriens syriennes',
  'suriye suriyede suriyenin sûriye sûriyê syrischen syrische syrischer siria sirio siria sirios',
);

/** The war: any war. They narrow nothing, and do not show that the subject is this one. */
const WAR_WORDS = set('war wars conflict civil الحرب guerre');

/** Words for an agreement. */
const AGREEMENT_WORDS = set(
  'ceasefire ceasefires cease-fire cease fire truce truces armistice armistices agreement agreements deal deals accord accords',
  'pact pacts treaty arrangement arrangements understanding understandings hudna lull halt entente',
  'هدنة هدن هدنات تفاهم اتفاق اتفاقية اتفاقيات اتفاقات وقف إطلاق اطلاق النار نار',
  'перемирие перемирия перемирии перемирию перемирием перемирий соглашение соглашения соглашении соглашению соглашением соглашений',
  'договор договоры договора договорами договоренность договоренности сделки сделку прекращением затишье прекращение прекращения прекращении огня сделка',
  'cessez-le-feu cessez feu treve treves',
  'ateşkes ateşkesi ateşkese ateşkesler ateşkesin anlaşma anlaşması anlaşmalar anlaşmaları mutabakat mutabakatı agirbest agirbesta agirbestê rêkeftin rêkeftina rêkeftinê',
  'waffenruhe waffenruhen waffenstillstand waffenstillstände feuerpause feuerpausen abkommen abkommens vereinbarung vereinbarungen',
  'alto fuego tregua treguas acuerdo acuerdos armisticio',
);

/** Words for an agreement that are everyday words as well: by themselves they ask for nothing. */
const EVERYDAY_WORDS = set(
  'fire cease deal deals pact accord accords treaty arrangement arrangements understanding understandings halt lull entente',
  'النار نار огня сделка сделку feu alto fuego',
);

/** Words for an agreement, the country and the war: they narrow nothing. */
export const SUBJECT_WORDS: ReadonlySet<string> = new Set([
  ...COUNTRY_WORDS,
  ...WAR_WORDS,
  ...AGREEMENT_WORDS,
]);

/** Whether a folded word shows that the subject is right: it means an agreement, or this country. */
export const showsSubject = (word: string): boolean => SUBJECT_WORDS.has(word) && !WAR_WORDS.has(word);

/** Whether a folded word means an agreement, and not only the country or the war. */
export const meansAgreement = (word: string): boolean => AGREEMENT_WORDS.has(word);

/** Whether a folded word means an agreement and nothing else. */
export const meansOnlyAgreement = (word: string): boolean =>
  AGREEMENT_WORDS.has(word) && !EVERYDAY_WORDS.has(word);

// Words that are an agreement only beside another one: "cease fire", "alto el fuego".
const LONE_WORDS = set(
  'fire cease alto fuego feu огня نار understanding understandings arrangement arrangements',
);

/** Whether the only folded word for an agreement among words is one that means it in company alone. */
export const isLoneSubject = (words: readonly string[]): boolean => {
  const [only, more] = words.filter(showsSubject);
  return only !== undefined && more === undefined && LONE_WORDS.has(only);
};

/** Words that make a description of the name before them: "US-backed", "Kurdish-led". */
export const DESCRIBING_WORDS = set('backed led supported allied affiliated linked aligned sponsored');

/** Everyday words that show a message about something else, where nothing but a date is in it. */
export const IDLE_WORDS = set(
  'call called my our your birthday meet met meeting let lets please help helped bring brought send sent keep kept hello hi hey thanks thank ok yes',
);

/** Words of people who left a place: they ask for an evacuation first. */
export const LEAVING_WORDS = set(
  'leave leaves left leaving depart departed departure evacuate evacuated evacuating exit exited bused bussed',
  'خرج خروج غادر مغادرة خرجوا إخلاء ترحيل вышли покинули выход вывод эвакуировали quitté quitter départ evacués évacués abzug verließen verlassen',
);

/** Words that say of a name that the town itself is meant, and no governorate. */
export const CITY_WORDS = set(
  'city town ville stadt ciudad şehri şehrinde şehir kenti bajarê город городе города городу مدينة',
);

/** Words that say of a name that the governorate is meant. */
export const PROVINCE_WORDS = set(
  'governorate province gouvernorat provinz gouvernement provincia gobernación ili vilayeti parêzgeha',
  'провинция провинции провинцию мухафаза мухафазы мухафазе محافظة',
);

/** Parties by the words for their people: they describe, so they only help to choose. */
const PEOPLES: readonly (readonly [parties: string, words: string])[] = [
  [
    'turkey',
    'turkish турецкий турецкая турецкое турецкие турецких تركي تركية turc turque turques türkisch türkische türkischen türk turco turca turcas',
  ],
  [
    'russia',
    'russian российский российская российское российские российских русский روسي روسية russe russes russisch russische russischen rus ruso rusa',
  ],
  [
    'united-states',
    'american американский американская американские أمريكي أمريكية أميركي أميركية américain américaine amerikanisch amerikanische amerikanischen estadounidense',
  ],
  [
    'iran',
    'iranian иранский иранская иранские إيراني إيرانية iranien iranienne iranisch iranische iranischen',
  ],
  [
    'israel',
    'israeli израильский израильская израильские إسرائيلي إسرائيلية israélien israélienne israelisch israelische israelischen',
  ],
  ['jordan', 'jordanian иорданский أردني أردنية jordanien jordanienne'],
  ['qatar', 'qatari катарский قطري قطرية qatarien qatarienne'],
  ['egypt', 'egyptian египетский مصري مصرية égyptien égyptienne ägyptisch ägyptische'],
  [
    'lebanon-state lebanese-army',
    'lebanese ливанский ливанская ливанские لبناني لبنانية libanais libanaise libanesisch libanesische libanés libanesa',
  ],
  [
    'palestinian-factions plo',
    'palestinian палестинский палестинские فلسطيني فلسطينية palestinien palestinienne palestiniens palästinensisch palästinensische palestino',
  ],
  [
    'sdf ypg',
    'kurdish курдский курдская курдские курдских كردي كردية kurde kurdisch kurdische kurdischen kürt kurdo kurda',
  ],
];

/** The ids of the parties that a folded word describes. */
export const peoples: ReadonlyMap<string, readonly string[]> = new Map(
  PEOPLES.flatMap(([parties, words]) => [...set(words)].map((word) => [word, parties.split(' ')] as const)),
);

/** Surnames of the people in the dataset's texts, as other scripts and languages write them. */
const SURNAMES: readonly (readonly [word: string, others: string])[] = [
  ['erdogan', 'أردوغان اردوغان эрдоган эрдогана эрдоганом эрдогану erdoghan'],
  ['putin', 'بوتين путин путина путиным путину poutine'],
  ['trump', 'ترامب ترمب трамп трампа трампом трампу'],
  ['kerry', 'كيري керри'],
  ['lavrov', 'لافروف лавров лаврова лавровым lawrow'],
  ['pence', 'بنس пенс пенса'],
  ['tillerson', 'تيلرسون тиллерсон тиллерсона'],
  ['shoigu', 'شويغو шойгу choïgou schoigu'],
  ['barrack', 'باراك баррак барака'],
  ['zarif', 'ظريف зариф'],
  ['obama', 'أوباما обама обамы'],
];

/** The word of the texts by what other languages write for it. */
export const surnames: ReadonlyMap<string, string> = new Map(
  SURNAMES.flatMap(([word, others]) => [...set(others)].map((other) => [other, word] as const)),
);

const CLASS_PHRASES: readonly (readonly [AgreementClass, string])[] = [
  ['evacuation', 'evacuation'],
  ['evacuation', 'evacuations'],
  ['evacuation', 'إجلاء'],
  ['evacuation', 'эвакуация'],
  ['evacuation', 'эвакуации'],
  ['evacuation', 'tahliye'],
  ['settlement', 'settlement'],
  ['settlement', 'settlements'],
  ['settlement', 'reconciliation'],
  ['settlement', 'reconciliations'],
  ['settlement', 'تسوية'],
  ['settlement', 'تسويات'],
  ['settlement', 'مصالحة'],
  ['settlement', 'مصالحات'],
  ['humanitarian pause', 'humanitarian pause'],
  ['humanitarian pause', 'humanitarian pauses'],
  ['humanitarian pause', 'humanitarian truce'],
  ['humanitarian pause', 'هدنة إنسانية'],
  ['humanitarian pause', 'гуманитарная пауза'],
  ['humanitarian pause', 'гуманитарные паузы'],
  ['humanitarian pause', 'pause humanitaire'],
  ['de-escalation', 'de-escalation'],
  ['de-escalation', 'deescalation'],
  ['de-escalation', 'خفض التصعيد'],
  ['de-escalation', 'деэскалация'],
  ['de-escalation', 'деэскалации'],
  ['mechanism', 'mechanism'],
  ['mechanism', 'mechanisms'],
  ['proposal', 'proposal'],
  ['proposal', 'proposals'],
  ['cessation of hostilities', 'cessation of hostilities'],
  ['cessation of hostilities', 'cessations of hostilities'],
  ['cessation of hostilities', 'وقف الأعمال القتالية'],
  ['cessation of hostilities', 'прекращение боевых действий'],
];

/** Class by folded phrase. */
export const classPhrases: ReadonlyMap<string, AgreementClass> = new Map(
  CLASS_PHRASES.map(([agreementClass, phrase]) => [fold(phrase), agreementClass]),
);

/** Classes that are no ceasefires by themselves: found, but listed after the others unless asked for. */
export const ASIDE_CLASSES: ReadonlySet<AgreementClass> = new Set(['settlement', 'mechanism', 'proposal']);

const CYRILLIC_ENDING =
  /(?:ами|ями|ого|его|ому|ему|ыми|ими|ои|еи|ом|ем|ах|ях|ую|юю|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ою|ию|ия|[аеиоуыэюяь])$/;

/** A Russian word without its case ending: `Идлибе`, `Идлиб`. Expects folded letters. */
const cyrillicStem = (word: string): string => {
  const bare = word.replace(CYRILLIC_ENDING, '');
  return bare.length >= 3 ? bare : word;
};

/** Whether a folded word is written in Cyrillic letters. */
export const isCyrillic = (word: string): boolean => word >= '\u0400' && /^\p{Script=Cyrillic}+$/u.test(word);

/**
 * Brings the forms of a word together: `zones` and `zone`, `guaranteed` and `guarantee`, `Идлибе` and
 * `Идлиб`. Crude: for comparing only.
 */
export const stem = (word: string): string => {
  if (!/^[a-z]{4,}$/.test(word)) return isCyrillic(word) ? cyrillicStem(word) : word;
  const spelt = word.replace(/center/, 'centre').replace(/is(e|ed|es|ing|ation)$/, 'iz$1');
  const bare = spelt
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^aious])s$/, '$1')
    .replace(/(.{3,})(?:ing|ed)$/, '$1')
    .replace(/^(.{4,})(?:ish|ion)$/, '$1')
    .replace(/e$/, '');
  return bare.replace(/([bdfgmnprt])\1$/, '$1');
};

// Wars, places and sides elsewhere that people name beside the word "ceasefire", or that are spelt like places here.
const OTHER_WARS = [
  'gaza, hamas, rafah, west bank, jerusalem, khan yunis, houthi, houthis, hodeidah, hudaydah, sanaa, taiz, marib, tigray, amhara',
  'oromo, darfur, rsf, donbas, donbass, donetsk, luhansk, kherson, mariupol, crimea, kursk, kyiv, kiev, zelensky, minsk',
  'nagorno karabakh, karabakh, artsakh, kashmir, kargil, taliban, kabul, kandahar, mosul, basra, erbil, kirkuk, benghazi, haftar',
  'tripoli, beirut, chechnya, chechen, grozny, south ossetia, ossetia, abkhazia, transnistria, kosovo, bosnia, dayton, srebrenica',
  'korea, korean, vietnam, rohingya, mindanao, farc, eln, eritrea, boko haram, shabaab, rwanda, biafra, falklands, ulster, belfast',
  'hebron, tel aviv, haifa, tehran, yemen, yemeni, palestine, ukraine, ukrainian, libya, libyan, sudan, sudanese, iraq, iraqi',
  'afghan, ethiopian, armenian, azerbaijani, georgian, somali',
  'غزة, حماس, اليمن, الحوثي, أوكرانيا, السودان, ليبيا, فلسطين, العراق, الحديدة, صنعاء, طرابلس',
  'газа, газе, хамас, украина, украине, украину, украины, донбасс, йемен, йемене, ливия, ливии, судан, судане, карабах, ирак, ираке',
  'ukrayna, gazze, libya, filistin',
];

const LANGUAGES = ['en', 'ar', 'ru', 'fr', 'de', 'tr'] as const;
const regionNames = once(() =>
  LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })),
);
/** The name of a country (ISO 3166-1 alpha-2) in six languages, from Unicode CLDR. */
export const countryNames = (code: string): readonly string[] =>
  regionNames().flatMap((names) => names.of(code) ?? []);

const allCountryNames = (): readonly string[] => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return letters.flatMap((a) => letters.flatMap((b) => countryNames(a + b)));
};
const zoneCities = (): readonly string[] =>
  Intl.supportedValuesOf('timeZone').flatMap((zone) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? []);

/** Folded names of other wars and their places. */
export const otherWars = (): ReadonlySet<string> =>
  new Set(OTHER_WARS.flatMap((line) => line.split(', ')).map(fold));

/** Folded names of the countries of the world in six languages, and of the cities that time zones are named after (Unicode CLDR and the IANA database, both part of Node). */
export const worldNames = (): ReadonlySet<string> =>
  new Set([...allCountryNames(), ...zoneCities()].map(fold));
