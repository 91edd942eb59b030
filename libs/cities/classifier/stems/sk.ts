import { StemList } from './stem-list';

export const sk: StemList = {
  language: `sk`,
  goods: {
    food: `
      potravin, trvanlivé potrav, konzerv, múka$, múky$, cukor, cukru$, soľ$, olej$, oleje$,
      cestovin, ryža$, ryže$, krúpy, pohánk, káva$, kávy$, mlieko, maslo, vajc, chlieb, keks,
      čokolád, sladkost, mäso, ryby$, zemiak, zelenin, ovoci, pitná vod, pitnej vod, pitnú vod,
      balen vod, voda$, polievk, detsk výživ, detská výživ, detskej výživ, dojčensk, strava$,
      stravy$, nápoj`,
    medical: `
      liek$, lieky$, liekov$, liečiv, zdravotníck, zdravotníck materiál, zdravotníck pomôc, obväz,
      obvazov, lekárnič, injekč, striekačk, nemocničn postel, nemocničn lôžk, nemocničné post,
      nemocničných post, nemocničné lôž, nemocničných lôž, polohovateľ post, invalidn vozík,
      invalidné voz, invalidných voz, barl, nosidl, protéz, ultrazvuk, röntgen, rúšk, kyslík,
      dialýz, defibrilátor, vitamín, krv$`,
    hygiene: `
      hygien, hygienick, mydl, šampón, plienk, plienok, vložk, čistiac, prac prášk, pracie práš,
      pracích práš, dezinfek, drogéri, toaletn, kozmetik`,
    clothing: `
      oblečeni, odev, šatstv, bunda$, bundy$, bundu$, búnd$, topán, obuv, ponožk, spodn bieliz,
      čiapk, rukavic, svetr, kabát`,
    bedding: `
      prikrývk, deky$, diek$, deka$, matrac, vankúš, posteľn, posteľ, spac vak, spacie vak,
      spacích vak, spacák, karimatk, paplón, paplon, uterák, poľn lôžk, skladac post`,
    shelter: `
      stan$, stany$, stanov$, modulárn dom, unimobun, obytn kontajner, obytné kontaj, stavebn
      materiál, okná$, okien$, ubytovn`,
    household: `
      riad$, kuchyn, chladničk, práčk, varič, nábytok, nábytk, stoly$, stoličk, televízor,
      vysávač, kočík, domác spotreb, domáce spotreb, domácich spotreb, rýchlovarn`,
    energy: `
      generátor, elektrocentrál, centrál, agregát, batéri, power bank, powerbank, transformátor,
      ohrievač, radiátor, kotol, kotly$, kotolň, kachle, kachlí, svietidl, baterk, čelovk, sviečk,
      palivo, palivov drev, solárn panel, solárn, nabíja, kábl, elektrick zariad, záložn zdroj`,
    water: `
      cisterna na vod, cisterny na vod, čerpadl, čerpadiel, úprav vod, čistič vod, filter$,
      filtre$, filtre .. vod, nádrž, cistern .. vod, vodovod, vodární, vodáren, potrubi, rúry$`,
    vehicles: `
      hasičsk cistern, hasičsk striekačk .. cas, vysokozdvižn ploš, plošin, automobil, auto$,
      autá$, áut$, autobus, mikrobus, električka$, električku$, električiek$, električkov,
      trolejbus, vozidl, vozidiel, sanitk, záchransk voz, hasičsk voz, hasičské voz, hasičsk auto,
      hasičské auto, hasičsk vozidl, dodávk, príves, traktor, pneumatik, motocykl, bicykl, vlak$,
      vagón, smetiarsk`,
    rescue: `
      hasičsk výstroj, hasičská výstroj, hasičsk techn, hasičsk vybav, hasičské vybav, hasiac,
      hadic, hasičsk hadic, ochran, ochrann, ochranné pom, ochranný odev, ochrann odev, ochranné
      odev, prilb, nepriestreln, vesty$, kukl, dýchac prístroj, dýchacie príst, záchranársk,
      výstroj`,
    it: `
      počítač, notebook, tablet, tlačiar, monitor, telefón, mobil$, mobily$, vysielačk, router,
      starlink, server`,
    education: `
      školsk nábyt, školský nábyt, školsk lavic, školské lavic, školsk pomôc, školské pomôc,
      školských pomôc, školsk potr, školské potr, učebnic, knihy$, kníh$, hračk, hračiek, ihrisk,
      tašky školsk, školské tašk, zošit`,
    reconstruction: `
      bager, nakladač, žeriav, nákladn žeriav, buldozér, náradi, vŕtačk, píla$, píly$, miešačk,
      stavebn stroj, stavebné stroj, stavebn techn, oprava$, opravy$, rekonštruk, obnov`,
    money: `
      na nákup, na zakúpenie, príspevok$, príspevk, peniaz, peňaž, finančn, finanč, zbierk,
      dotáci, grant`,
    services: `liečb, ubytovan, rehabilitáci, školeni, pobyt, tábor, rekreáci, psycholog`,
    other: `
      dron$, drony$, dronov$, darček, dary$ .. vianoč, športov, víno$, maskovac, hudobn nástroj,
      krmiv`,
  },
  hints: {
    services: `utečen, preprava$, doprava$, prepravu$`,
    medical: `nemocni, lekárs, pacient`,
    energy: `elektrick, energetick, vykurova`,
    rescue: `hasič, záchran`,
    education: `školsk, škol$, školy$`,
    money: `czk$, tisíc eur, milión, milion, eur$, korún`,
  },
  generic: `humanitárn, pomôck, zbierka humanit, dary$, základn potr, základné potr, balík, tovar`,
  vague: `pomoc$, pomoci$, podpora$, podporu$`,
  parts: `náhradn diel, náhradné diel, náhradných diel`,
  carriers: `kamión, nákladn auto, nákladné aut, nákladiak, konvoj`,
  gear: `vybaveni, zariadeni, techni, materiál`,
  and: `a, aj, i, alebo, ako aj`,
  purpose: `pre, na, do`,
};
