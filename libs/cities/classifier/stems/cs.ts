import { StemList } from './stem-list';

export const cs: StemList = {
  language: `cs`,
  goods: {
    food: `
      potraviny, mouk, cukr$, sůl$, těstovin, rýže, pohank, kroup, čaj$, čaje$, kávu$, mléko,
      máslo, sýr$, vejce, chléb, sušenk, čokoláda, maso$, brambor, zelenina, ovoce, pitn vod,
      pitné vod, pitnou vod, balené vod, vodu$, polévk, dětsk výživ, dětská výživ, dětské výživ,
      kojeneck, jídl, nápoje`,
    medical: `
      lék$, léky$, léků$, léčiv, zdravotnick, zdravotnick materiál, zdravotnické potř, obvaz,
      lékárničk, stříkačk, nemocničn lůž, nemocniční lůž, nemocničních lůž, lůžk, lůžek, polohovac
      postel, polohovací post, invalidní voz, invalidních voz, invalidn vozík, berle, nosítk,
      protéz, ultrazvuk, rentgen, roušk, kyslík, dialýz, defibrilátor, krev$, sanitní mater`,
    hygiene: `
      mýdl, šampon, plenk, plínk, vložky, čistic, čistící, čisticí, prací práš, pracích práš,
      dezinfekční, drogeri, drogist, toaletní, hygienické`,
    clothing: `
      oblečení, oděv, šatst, šaty$, bundy$, boty$, bot$, ponožky, spodní prád, čepic, rukavice,
      mikin`,
    bedding: `
      přikrývk, dek$, přikrývek, matrace, matrací, polštář, povlečen, ložní, spací pyt, spacích
      pyt, spacáky, karimatky, peřin, ručník, polní lůž, polních lůž, skládac postel`,
    shelter: `
      stanů$, modulární dom, unimobuňk, obytn buňk, obytné kont, stavební mater, stavebního mater,
      okna$, oken$`,
    household: `
      nádobí, kuchyň, lednic, ledničk, pračk, pračky, vařič, nábytek, nábytku$, stolky$, židl,
      televiz, vysavač, kočárk, domácí spotř, domácích spotř, varn konvic, varné konv`,
    energy: `
      elektrocentrály, generátory, agregáty, baterie, powerbanky, transformátory, ohřívač,
      přímotop, topidl, topení$, radiátory, kotle$, kotlů$, kotelna, kotelny, kamna$, kamen$,
      svítiln, svítidl, čelovky, svíčk, palivové dř, paliva$, solární pan, solární, nabíječk,
      kabely$, kabelů$, náhradní zdroj, záložní zdroj`,
    water: `
      cisterny na vod, cisteren na vod, čerpadla, čerpadel, úpravn vod, čistička vod, čističk vod,
      filtrac, filtry$, filtrů$, nádrže, nádrží, vodárn, potrubí, cisterna .. vod`,
    vehicles: `
      hasičsk cistern, automobily, auta .. vůz, vůz$, vozy$, vozů$, autobusy, mikrobusy, tramvaj,
      tramvaje, trolejbusy, vozidlo, vozidla, vozidel, sanitky, sanitní voz, hasičský vůz,
      hasičské voz, hasičských voz, cisternov stříkač, dodávky, přívěs, traktory, pneumatiky,
      motorky$, kola$, vlaky$, vagóny, popelář`,
    rescue: `
      hasičská výst, hasičské vyb, hasicí, hadice, hadic$, ochranné, ochranný, ochranných, přilb,
      přileb, neprůstřel, kukly$, dýchací příst, dýchacích příst, záchranář, výstroje, zásahov
      oděv, zásahové obl, zásahových obl`,
    it: `počítače, notebooky, tablety, tiskár, monitory, telefony, mobily, vysílač, servery`,
    education: `
      školní náby, školní lavic, školních lavic, školní pom, školních pom, školní potř, školních
      potř, učebnice, knih$, knížk, hračky, hraček, hřišt, sešit`,
    reconstruction: `
      bagry, nakladače, jeřáb, buldozery, nářadí, vrtačk, pily$, míchačk, stavební stroj,
      stavebních stroj, stavební tech, opravu$, rekonstrukce, obnova$, obnovu$`,
    money: `
      na pořízení, příspěvk, finančních, finanční pomoc, peníze, peněz, peněžit, finanční, sbírk,
      dotace, finance$`,
    services: `léčba$, léčbu$, ubytování, rehabilitace, školení, pobyty, tábory$, rekreace`,
    other: `dronů$, dárek$, dárky, dárků, sportovní, vína$, maskovací, hudební nástr, krmivo`,
  },
  hints: {
    services: `uprchl`,
    medical: `nemocnic, lékař`,
    energy: `elektrické, elektrický, topn`,
    rescue: `hasičs, záchranné`,
    education: `školní`,
    money: `kč$, kc$, milionů, miliony$, mil$, korun`,
  },
  generic: `humanitární, pomoci humanit, darů$, základní potř, balíky$, zboží`,
  vague: `pomoci$ .. válk, příspěv, podpor`,
  parts: `náhradní díl, náhradních díl`,
  carriers: `kamiony, kamion, nákladní aut, nákladních aut, náklaďák`,
  gear: `vybavení, zařízení, technik`,
  and: `nebo, také`,
  purpose: `pro`,
};
