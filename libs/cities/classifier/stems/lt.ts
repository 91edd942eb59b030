import { StemList } from './stem-list';

export const lt: StemList = {
  language: `lt`,
  goods: {
    food: `
      maist, maisto, maisto produkt, konservai, miltai, cukrus, druska, aliejus, makaron, ryžiai,
      grikiai, kruop, arbata, pien, sviest, sausain, šokolad, saldum, mėsa, žuvis, daržov, bulv,
      vaisiai, geriamas vanduo, geriamo vand, vanduo$, vandens$, kūdikių maist`,
    medical: `
      vaistai, vaistų, vaistus, medikamentai, medicin, medicinos prie, medicinos įrang, medicinin,
      tvarsč, tvarsl, vaistinėl, švirkšt, ligoninės lov, funkcinės lov, medicininės lov, lovos ..
      ligonin, neįgaliųjų vežim, vežimėl, rament, neštuv, protez, ultragars, rentgen, kauk,
      deguon, vakcin, turniket`,
    hygiene: `
      higien, higienos priem, muilas, muilo, šampūn, sauskeln, servetėl, skalbimo, valymo priem,
      valikl, dezinfek, tualet`,
    clothing: `drabuž, rūbai, rūbų, apranga, avalyn, batai, striuk, kojin, kepur, pirštin, apatini`,
    bedding: `
      antklod, čiužin, pagalv, patalyn, miegmaiš, kilimėl, lovos, lovų, sulankstomos lov,
      rankšluoč`,
    shelter: `
      palapin, moduliniai nam, modulini nam, konteineriniai nam, statybinės medž, statybini medž,
      langai, langų$, durys, tentai`,
    household: `
      indai$, indų$, virtuv, šaldytuv, skalbimo maš, skalbykl, virykl, baldai, baldų, stalai,
      kėdės, kėdži, televizor, buitin, buitinė techn, puod, virdul, dulkių siurb`,
    energy: `
      generatoriai, generatorių, elektros gener, elektros įrang, akumuliator, baterij, išorin
      baterij, saulės, transformatoriai, šildytuv, šildym, radiatori, katil, katilin, mobili
      katilin, krosn, žvak, žibint, prožektor, lemput, kuro$, kuras$, malk, degal, kabel,
      įkrovikl, šilum`,
    water: `
      siurbl, vandens siurb, vandens valy, vandens filtr, vandens tiekim, vandentiek, vandens
      talp, talpykl, nuotek, cistern .. vand, vamzd`,
    vehicles: `
      greitosios .. automob, greitosios .. pagal, automobil, autobusai, autobusų, autobusas,
      mikroautobus, troleibus, tramvajai, greitosios pagal, greitosios automob, gaisrinis autom,
      gaisrinės maš, gaisriniai autom, gaisrinių autom, transporto prie, visureig, priekab,
      traktoriai, padang, komunalinė tech, motocikl, dvirač`,
    rescue: `
      gaisrinė įr, gaisrinės įr, gesintuv, žarn, ugniagesių apr, ugniagesių įr, ugniagesių drab,
      šalm, apsaugin, apsaugos priem, neperšaunam, liemen, gelbėjimo, dujokauk, respiratoriai,
      kopėč`,
    it: `
      kompiuter, nešiojami komp, planšet, spausdint, telefon, radijo stot, racij, ryšio, serveriai`,
    education: `
      mokyklos bald, mokykliniai bald, mokyklini bald, suolai, vadovėl, knyg, žaisl, kuprin,
      sąsiuv, kanceliar, žaidimų aikšt, mokymo priem`,
    reconstruction: `
      ekskavator, krautuv, buldozer, savivart, įranki, statybinė tech, kranas, kranai, pjūkl,
      grąžt, atstaty, rekonstrukc, remont, priedang, slėptuv`,
    money: `
      pirkimui, įsigyti, įsigijimui, piniginė, pinig, lėšos, lėšų, finansin, parama pinig, auka$,
      aukos$`,
    services: `gydym, reabilitacij, apgyvendin, mokymai, mokymų, stovykl, poils, stažuot`,
    other: `dronai, dronų, dovan, sporto, maskavim, vynas`,
  },
  hints: {
    services: `pabėgėl`,
    medical: `ligonin, gydytoj`,
    energy: `elektrin, elektros, energetik`,
    rescue: `ugniages, gaisr, priešgaisr`,
    education: `mokyklin, mokykl, švietim`,
    money: `tūkst$, mln eur, eurų`,
  },
  generic: `humanitarin, siunt, būtiniausi, pirmo būtin, krovin, daiktai`,
  vague: `pagalb, param, labdar`,
  parts: `atsarginės dal, atsarginių dal`,
  carriers: `sunkvežim, vilkik, krovininis, fūr`,
  gear: `įrang, priemon, reikmen, technik`,
  and: `ir, bei, arba`,
  purpose: `skirta, skirti`,
};
