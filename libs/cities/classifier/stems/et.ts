import { StemList } from './stem-list';

export const et: StemList = {
  language: `et`,
  goods: {
    food: `
      toit$, toidu, toiduaine, toiduabi, konserv, jahu$, suhkur, toiduõli, makaronid, riis$,
      tatar$, tatra, kohv, piim$, või$ .. piim, küpsis, šokolaad, maiustus, liha$, kala$, kartul,
      köögivil, puuvil, joogivesi, joogivee, vesi$, imikutoit`,
    medical: `
      ravim, meditsiin, meditsiinivarust, meditsiinitarb, meditsiiniseadm, haiglavoodi, haigla
      voodi, funktsionaalvood, ratastool, kargud, kanderaam, protees, ultraheli, röntgen, sidemed,
      sidumis, esmaabi, süstal, hapniku, maskid, žgut, defibrillaator, vitamiin`,
    hygiene: `
      hügieen, seep$, šampoon, mähkme, mähkmed, puhastusvah, pesuvah, pesupulb, desinfit, tualett,
      wc paber`,
    clothing: `
      riided, riideid, rõivad, rõivaid, talveriid, jalanõu, jalats, saapad, joped, sokid, mütsid,
      kindad, soe pesu`,
    bedding: `
      tekk$, tekid, tekke, madrats, padjad, padi$, voodipesu, magamiskot, voodi$, voodid,
      välivood, käterät`,
    shelter: `
      telk$, telgid, telke, moodulmaja, elamukonteiner, konteiner, ehitusmaterjal, aknad, uksed,
      present$ .. kate`,
    household: `
      nõud$, köögi, külmik, külmkap, pesumasin, pliidid, pliit$, mööbel, mööblit, lauad, toolid,
      teler, kodumasin, veekeetja`,
    energy: `
      generaator, *generaator, elektrigener, aku$, akud$, akupank, patarei, päikesepanee, trafo$,
      trafod$, soojapuhur, soojendi, küttekeha, kütteseadm, radiaator, katel$, katlad, katlamaja,
      ahjud, ahi$, pliit .. ahi, küünlad, küünal, taskulamp, lambid, valgust, kütus, küttepuu,
      kaablid, laadija, elektriseadm`,
    water: `
      pump$, pumbad, pumpa, veepump, veepuhast, veefilt, veemahut, mahuti, veevarust, veetorus`,
    vehicles: `
      auto$, sõiduk, *sõiduk, sõiduauto, maastur, buss$, bussid, busse, *buss$, *bussid,
      väikebuss, trollid, trammid, kiirabiauto, kiirabi, tuletõrjeauto, päästeauto, põhiauto,
      prügiauto, haagis, traktor, rehvid, jalgratas, kaubik`,
    rescue: `
      tuletõrjevarust, tuletõrjevoolik, tuletõrje varust, päästevarust, päästeriid, voolik,
      kiiver, kiivrid, kaitseriiet, kaitsevarust, kuulivest, kustut, hingamisapar, gaasimask,
      redel`,
    it: `arvuti, *arvuti, sülearvut, tahvelarvut, printer, telefonid, raadiojaam, side$, sideseadm`,
    education: `
      koolimööb, koolitarb, koolikot, raamat, õpik, mänguas, mänguväljak, õppevahend, vihik,
      seljakot`,
    reconstruction: `
      ekskavaator, laadur, buldooser, kraana, tööriist, ehitusmasin, ehitustehn, mootorsaag,
      saag$, remondi, taastami, ülesehit, varjend`,
    money: `raha$, rahaline, rahalist, finants, toetusraha`,
    services: `ravi$, taastusravi, majutus, koolitus, laager, puhkus, rehabilitats`,
    other: `droon, kingit, kingitus, spordi, varjevõrk, vein$`,
  },
  hints: {
    medical: `haigla, arsti`,
    energy: `elektri, energia`,
    rescue: `tuletõrje, päästja, pääste`,
    education: `kooli, lasteaia`,
  },
  generic: `humanitaar, abisaadetis, abipakk, esmatarb, saadetis, kaup$, kaubad`,
  vague: `abi$, annetus, toetus`,
  parts: `varuosa`,
  carriers: `veoauto, veok, rekka, konvoi`,
  gear: `varustus, seadmed, tarvikud`,
  and: `ja, ning, või`,
  purpose: `jaoks`,
};
