import { StemList } from './stem-list';

export const lv: StemList = {
  language: `lv`,
  goods: {
    food: `
      pārtik, pārtikas prod, konservi, milti$, cukurs, eļļa$, makaroni, rīsi$, griķi, tēja,
      kafija, piens, sviests, cepumi, šokolāde, saldumi, gaļa, zivis, dārzeņ, kartupeļ, dzeramais
      ūdens, dzeramo ūden, ūdens$, bērnu pārt`,
    medical: `
      zāles$, zāļu$, medikament, medicīn, medicīnas iek, medicīnas prec, medicīnas iekārt,
      medicīnisk, pārsēj, aptieciņ, šļirces, slimnīcas gult, slimnīcu gult, funkcionāl gult,
      funkcionālās gult, ratiņkrēsl, kruķi, nestuv, protēz, ultrasonogrāf, rentgen, maskas$,
      skābek, vakcīn, žņaug`,
    hygiene: `
      higiēn, higiēnas prec, ziepes, šampūn, autiņbiks, autiņ, salvetes, mazgāšanas līdz,
      tīrīšanas līdz, dezinfek, tualet`,
    clothing: `apģērb, drēbes, apavi, apavu$, jakas, zeķes, cepures, cimdi, apakšveļ`,
    bedding: `
      segas$, segu$, matrač, spilven, gultas veļ, guļammaisi, guļammais, gultas$, gultu$,
      saliekamās gult, dvieļ`,
    shelter: `
      teltis, telšu, moduļu māj, būvmateriāl, logi$, logu$, durvis, konteineri, dzīvojamie kont`,
    household: `
      trauki, virtuv, ledusskap, veļas maš, veļas mazg, plītis, mēbeles, mēbeļu, galdi, krēsli,
      televizori, sadzīves tech, tējkann`,
    energy: `
      ģenerator, elektroģenerator, elektrības ģener, akumulatori, baterijas, saules pane,
      transformatori, sildītāj, apkure, radiatori, katli$, katls$, katlu māj, krāsn, sveces,
      lukturi, lampas, degviel, malk, kabeļi, lādētāj`,
    water: `
      sūkņi, sūkņu, sūknis, ūdens sūkņ, ūdens attīr, ūdens filtr, ūdensapgād, ūdens tvert,
      tvertnes, cisternas`,
    vehicles: `
      automašīn, automobiļ, vieglās auto, autobusi, autobusu, autobuss, mikroautobusi, trolejbusi,
      tramvaji, neatliekamās palīdz, ātrās palīdz, ugunsdzēsēju auto, ugunsdzēsības auto,
      ugunsdzēsēju maš, transportlīdz, apvidus auto, piekabes, traktori, riepas, motocikli,
      velosipēd`,
    rescue: `
      ugunsdzēsēju ekip, ugunsdzēsības iek, ugunsdzēsības apr, ugunsdzēsēju tērp, ugunsdzēsēju
      apģ, ugunsdzēšam, šļūten, ķiveres, aizsarg, bruņuvest, glābšanas, gāzmask, respiratori`,
    it: `
      datori, datoru, datortehn, portatīvie dat, klēpjdat, planšet, printeri, telefoni, rācijas,
      sakaru`,
    education: `
      skolas mēb, skolas sol, mācību, grāmatas, grāmatu, rotaļliet, rotaļu, mugursom, skolas
      somas, burtnīc, rotaļu laukum`,
    reconstruction: `
      ekskavatori, ekskavators, iekrāvēj, buldozeri, instrumenti, celtniecības teh, būvtehnik,
      celtņ, zāģi, remonts, atjaunošan, rekonstrukcij`,
    money: `iegādei, nauda$, naudas$, finansiāl, finanšu, ziedojumi naud, līdzekļi$, līdzekļus`,
    services: `ārstēšan, rehabilitācij, izmitināš, apmācīb, nometn, atpūt`,
    other: `droni, dronu, dāvan, sporta, maskēšan, vīns`,
  },
  hints: {
    medical: `slimnīc, ārst`,
    energy: `elektr$, elektrības, enerģ`,
    rescue: `ugunsdzēs`,
    education: `skol$, skolas, skolu`,
  },
  generic: `humanitār, krava$, kravas$, sūtījum, pirmās nepiec`,
  vague: `palīdzīb, ziedojum, atbalst`,
  parts: `rezerves daļ`,
  carriers: `kravas auto, kravas maš, fūre`,
  gear: `iekārtas, aprīkojum, piederum, līdzekļ`,
  and: `un, vai`,
  purpose: `priekš`,
};
