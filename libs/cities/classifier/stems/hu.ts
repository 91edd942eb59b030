import { StemList } from './stem-list';

export const hu: StemList = {
  language: `hu`,
  goods: {
    food: `
      élelmiszer, élelem, tartós élelm, konzerv, liszt, cukor$, étolaj, olaj$, tészta, rizs,
      hajdina, tej$, tejpor, kávé, vaj$, sajt$, tojás, kenyér, keksz, csokoládé, édesség, hús$,
      húskonz, zöldség, burgonya, krumpli, gyümölcs, ivóvíz, ásványvíz, palackozott víz, víz$,
      leves, bébiétel, tápszer, ital$, üdítő`,
    medical: `
      gyógyszer, orvosi eszk, orvosi felsz, orvosi, kötszer, elsősegély, injekciós, fecskend,
      kórházi ágy, kórházi ágyak, kórházi ágyat, kerekesszék, tolószék, mankó, hordágy, protézis,
      ultrahang, röntgen, lélegeztető, oxigén, defibrillátor, inkubátor, maszk, gumikesztyű,
      vitaminok, oltóanyag, mentőfelsz`,
    hygiene: `
      higién, tisztálkod, tisztasági, szappan, sampon, pelenka, pelenk, tisztítószer, mosószer,
      mosópor, fertőtlenít, wc papír, fogkrém, egészségügyi betét`,
    clothing: `
      ruha$, ruhák, ruhanem, ruházat, ruhaadom, cipő, kabát, bakancs, zokni, sapka, kesztyű,
      pulóver, fehérnem`,
    bedding: `
      takaró, matrac, párna, ágynem, hálózsák, polifoam, ágy$, ágyak, ágyat, tábori ágy,
      összecsukható ágy, törölköz, pléd`,
    shelter: `sátor, sátrak, konténerház, lakókonténer, konténer, építőanyag, ablak, ajtó, ponyva`,
    household: `
      edény, konyha, hűtő$, hűtőszekrény, hűtőgép, mosógép, tűzhely, bútor, asztal, szék$, székek,
      televízió, háztartás, vízforraló, babakocsi, porszívó`,
    energy: `
      generátor, áramfejleszt, aggregátor, *aggregátor, áramforrás, akkumulátor, elem$, elemek$,
      napelem, transzformátor, fűtő, fűtőtest, hősugárz, fűtés, kazán, *kazán$, *kazánok, *kazánt, kályha, gyertya,
      lámpa, *lámpa, elemlámpa, zseblámpa, üzemanyag, tűzifa, kábel, töltő`,
    water: `
      szivattyú, *szivattyú, víztisztít, vízszűrő, tartály, *tartály, vízmű, csövek, vízellát`,
    vehicles: `
      gépjármű, jármű, *jármű, autó$, autók$, autót$, személyautó, *autó$, *autók$, *autót$, busz,
      *busz, villamos$, villamosok, trolibusz, troli$, mentőautó, mentő$, tűzoltóautó,
      tűzoltóautók, kisbusz, kisteher, furgon, utánfutó, pótkocsi, traktor, gumiabroncs, kerékpár,
      vonat, szemétszáll`,
    rescue: `
      tűzoltó felsz, tűzoltófelsz, tűzoltó eszk, tűzoltó ruh, tűzoltóruh, tűzoltó készülék, tömlő,
      sisak, védőfelsz, védőruha, védőeszk, golyóálló, mellény, mentőeszk, légzőkész, gázálarc`,
    it: `
      számítógép, laptopok, laptopot, táblagép, nyomtató, telefonok, mobiltelefon, rádió, szerver,
      informatikai`,
    education: `
      iskolabútor, iskolai bútor, iskolapad, iskolaszer, tanszer, tankönyv, könyv, füzet, játék,
      *játék, iskolatásk, hátizsák, játszótér, taneszköz`,
    reconstruction: `
      kotró, homlokrakod, rakodógép, markoló, daruk$, darut$, szerszám, munkagép, építőgép,
      fűrész, láncfűrész, fúró, betonkever, felújít, újjáépít, helyreállít`,
    money: `
      beszerzésére, vásárlására, pénz, pénzadom, pénzügyi, pénzbeli, forint, anyagi támog,
      készpénz`,
    services: `szállás, kezelés, rehabilitáció, képzés, táboroz, üdül, nyaral, elszállásol`,
    other: `drón, ajándék, sport$, sportszer, sporteszk, bor$, hangszer`,
  },
  hints: {
    money: `ft$, huf$`,
    medical: `kórház, egészségügyi`,
    energy: `elektromos`,
    rescue: `tűzoltó, mentési, katasztrófavéd`,
    education: `iskolai, iskola`,
  },
  generic: `humanitárius, csomag, szállítmány, alapvető`,
  vague: `segély, *segély, adomány, *adomány, támogat, segítség`,
  parts: `alkatrész, *alkatrész`,
  carriers: `teherautó, kamion, kamionnyi, konvoj`,
  gear: `felszerelés, eszköz, berendezés`,
  and: `és, valamint, illetve, vagy`,
  purpose: `számára, részére`,
};
