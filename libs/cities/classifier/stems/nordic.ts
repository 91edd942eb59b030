import { StemList } from './stem-list';

export const nordic: StemList = {
  language: `nordic`,
  goods: {
    food: `
      livsmedel, matvaror, mat$, matvarer, fødevarer, dricksvatten, drikkevand, drikkevann, mjöl$,
      socker, barnmat, konserver`,
    medical: `
      läkemedel, mediciner, medisiner, medicinsk utr, medicinsk, medisinsk, sjukvårdsmat,
      sjukvårds, sjukhussäng, sjukhussängar, hospitalsseng, sykehusseng, hospitalssenge, rullstol,
      kørestol, rullestol, kryckor, förband, förbandsmat, bårar`,
    hygiene: `hygienart, tvål$, blöjor, bleer$, bleier, rengöring, tvättmedel`,
    clothing: `kläder, klær$, tøj$, vinterkläder, vintertøj, skor$, sko$, jackor`,
    bedding: `
      filtar, tæpper, tepper, madrasser, kuddar, sovsäckar, soveposer, liggunderlag, sängkläder,
      sängar$, senge$, senger$, sängar, dyner$`,
    shelter: `tält$, telte$, telt$, byggmaterial, moduler$ .. hus, fönster`,
    household: `köksutr, möbler, møbler, kylskåp, tvättmaskin, husgeråd`,
    energy: `
      generatorer, elverk, reservkraft, elgenerator, nødstrøm, strømaggregat, batterier, värmare,
      kaminer, ljus$, ficklampor, solceller, powerbanks, transformatorer`,
    water: `vattenpump, vandpump, vannpump, vattenrening, pumpar$, pumper$, vattentank`,
    vehicles: `
      fordon, køretøj, kjøretøy, bilar, bilar$, biler$, bil$, bussar, busser$, ambulanser,
      ambulancer, ambulans, brandbil, brandbilar, brannbil, spårvagn, släpvagn, cyklar, cykler,
      sopbil, traktorer, *bil$, *bilar$, *biler$`,
    rescue: `
      brandslang, brandutrustning, brandudstyr, hjälmar, hjelme, skyddsutr, skyddskläder,
      skyddsväst, räddningsutr, brannutstyr`,
    it: `datorer, datorer$, bærbare, computere, mobiltelefoner`,
    education: `
      skolmöbler, skolemøbler, skolmaterial, böcker, bøger, leksaker, legetøj, leker$, skolbänkar,
      lekplats, ryggsäckar`,
    reconstruction: `grävmaskin, gravemaskin, hjullastare, verktyg, værktøj, verktøy`,
    money: `pengar, penge$, penger$, ekonomiskt stöd, bidrag`,
    services: `behandling, boende$, utbildning, uddannelse`,
    other: `drönare, droner$, julklapp, gåvor, sportutr`,
  },
  hints: {
    medical: `sjukhus, hospitals, sykehus`,
    rescue: `brandväsen, räddning, brannvesen`,
    education: `skola, skole`,
  },
  generic: `humanitär hj, hjälpsändning, förnödenheter`,
  vague: `nödhjälp, nødhjælp, nødhjelp, hjälp, hjælp, hjelp, stöd$`,
  parts: `reservdelar, reservedele`,
  carriers: `lastbil, lastbilar, långtradare, lastebil`,
  gear: `utrustning, udstyr, utstyr`,
  and: `och, samt, eller, og`,
  purpose: `till, til`,
};
