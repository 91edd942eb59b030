import { StemList } from './stem-list';

export const pl: StemList = {
  language: `pl`,
  goods: {
    food: `
      żywno, żywnościow, artykuły spożyw, artykuł spożyw, spożywcz, produkt spożyw, produkt żywno,
      artykuł żywno, jedzeni, pożywieni, prowiant, racj żywno, konserw, kasza$, kasze$, kaszy$,
      mąka$, mąki$, mąkę$, cukier$, cukru$, cukierk, sól$, soli$, olej$, oleju$, oleje$, olej ..
      słonecz, makaron, ryż$, ryżu$, herbat, kawa$, kawy$, kawę$, kakao$, mleko$, mleka$, mleczn,
      mleko .. dla, mleko w proszk, masło$, ser$, sery$, serów$, jogurt, jaja$, jajk, chleb,
      pieczyw, sucharki, herbatnik, ciastk, ciastecz, wafl, czekolad, słodycz, miód$, miodu$,
      dżem, mięso$, mięsa$, mięsn, kiełbas, pasztet, wędlin, ryba$, ryby$, rybne, tuńczyk, warzyw,
      ziemniak, marchew, cebul, buraki, kapust, pomidor, ogórk, papryk, owoc, jabłk, banan,
      orzech, sok$, soki$, soków$, napoj, napój, napoi$, woda$, wody$, wodę$, wodą$, woda pitn,
      wody pitn, wodę pitn, woda mineral, zup, dania gotow, dań gotow, gotowe dan, przypraw,
      ocet$, keczup, majonez, batonik, płatki$, płatki owsian, płatki śniad, fasol, groch,
      soczewic, mieszank .. niemowl, odżywk, paczki żywno, paczek żywno, żywność .. dziec, posiłk,
      posiłki, jedzenie .. dzieci`,
    medical: `
      ratownictw medycz, torb medycz, plecak medycz, plecaki medycz, środki przeciwból, inhalac,
      łóżeczk szpital, wyposażeni medycz, krew, aparaty usg, aparat rtg, fotele stomat, unit
      stomat, laryngolog, okulist, nosidł, opaski zacisk, staza, meble .. szpital, mebli ..
      szpital, generator tlenu, lek$, leki$, leków$, lekami$, lekarstw, medykament, farmaceut,
      artykuły medycz, artykuł medycz, środki medycz, środków medycz, środk medycz, materiał
      medycz, sprzęt medycz, sprzętu medycz, aparatur, wyposaż medycz, urządze medycz, wyroby
      medycz, medycz, medycyn, apteczk, opatrunk, środki opatrunk, środk opatrunk, materiał
      opatrunk, bandaż, plastry$, gaz jałow, gaza$, gazy jałow, strzykaw, igły$, kroplów, cewnik,
      antybiotyk, przeciwból, znieczul, insulin, szczepion, witamin, tabletk, stazy$, opask
      uciskow, opaski uciskow, staz taktycz, łóżk szpital, łóżka szpital, łóżek szpital, łóżk ..
      szpital, łóżk rehabilit, łóżk medycz, materace przeciwodleż, materac przeciwodleż,
      przeciwodleż, wózk inwalidz, wózek inwalidz, wózki inwalidz, wózk .. niepełno, kule$ ..
      ortop, kule$, chodzik, balkoniki, laski$, nosze$, noszy$, protez, ortez, ortopedycz, aparat
      słuch, okulary$, usg$, ultrasonograf, rtg$, rentgen, tomograf, rezonans, respiratory$,
      respiratorów$, koncentrator tlen, koncentratory tlen, tlen$, tlenu$, butle tlen,
      defibrylator, aed$, ekg$, kardiomonitor, kardiograf, inkubator, dializ, ciśnieniomierz,
      termometr, pulsoksymetr, glukometr, nebulizator, inhalator, pomp infuz, pompy infuz, pompa
      infuz, strzykawkow, ssak$, ssaki$, endoskop, mikroskop, sterylizator, autoklaw, stomatolog,
      chirurg, narzędzi chirurg, stół operac, stoły operac, maseczk, maski medycz, maski chirurg,
      rękawic medycz, rękawiczki medycz, rękawiczki jednoraz, rękawic .. nitryl, rękawice ..
      lateks, fartuch, kombinezon medycz, testy$ .. covid, szpital polow, sprzęt rehabilit,
      sprzętu rehabilit, wyposaż .. szpital, sprzęt .. szpital, sprzęt szpital, sprzęt ratownictw
      medycz, sprzęt ratowniczo medycz, pierwsz pomoc, karetkow, krew$, plazm`,
    hygiene: `
      podkłady higien, chusteczki, artykuły kosmet, papier toaletowy, mydło, ręczniki jednoraz,
      pasta$ do zęb, higien, środki higien, artykuły higien, artykuł higien, środk higien,
      higieniczn, mydł, szampon, pasta .. zęb, pasty .. zęb, pasty do zęb, szczotecz, żel ..
      prysz, dezodorant, golen, pieluch, pieluszk, pampers, podpask, tampon, chustecz, papier
      toalet, papieru toalet, ręczniki papier, ręcznik papier, chemia domow, chemi domow, chemii
      domow, chemia gospod, chemi gospod, środki czysto, środk czysto, środki czyszcz, środk
      czyszcz, środki chemicz, proszk .. pran, proszek .. pran, proszki .. pran, płyn .. nacz,
      płyn .. pran, płyny .. nacz, płyn$, detergent, wybielacz, dezynfek, środki dezynf, środk
      dezynf, płyn .. dezynf, żel dezynf, antybakter, kosmetyk, krem$, kremy$, toalet, toalety,
      sanitariat, prysznic, artykuły chemicz, podkład higien, worki .. śmieci, worki na śmieci,
      sprzątani`,
    clothing: `
      odzież, odzieży$, odzieżą$, ubrani, ubrań$, ubranka, ubrank, buty$, butów$, obuwie, obuwi,
      kurtk, płaszcz, spodni, koszul, koszulk, swetr, sweter, bluz, skarpet, bielizn$, bielizna$,
      bielizny$, bieliznę$, bielizna termo, bielizny termo, bielizn termo, czapk, szalik,
      rękawiczk, rękawic zim, kalosz, kombinezon, dresy$, sukien, piżam, ogrzewacz chem, ogrzewacz
      .. rąk, ogrzewacze .. rąk, ogrzewacze .. stóp, ogrzewacz .. stóp`,
    bedding: `
      koc$, koce$, koców$, kocami$, kocyk, kołdr, materac, poduszk, pościel, prześcierad, śpiw,
      śpiwor, karimat, łóżka polow, łóżek polow, łóżk polow, łóżk, łóżka, łóżek, polówk, ręcznik$,
      ręczniki$, ręczników$, koce elektr, narzut`,
    shelter: `
      materiał .. remont, materiał .. odbudow, namiot, domy modul, domk modul, domki modul,
      modułow dom, dom modułow, kontener mieszkal, kontenery mieszkal, kontenery social,
      kontener$, kontenery$, kontenerów$, domki$, domków$, materiał budowl, materiały budowl,
      materiałów budowl, okna$, okien$, okno$, szyb$, szyby$, drzwi$, dachów, blach, papa$,
      cement, cegł, sklejk, płyty osb, płyt osb, deski$, desek$, deskami$, drewno budow, wełn
      mineral, styropian, foli budow, folia$, folie$, plandek, farby$, schronieni, miasteczk
      modułow, tymczasow mieszk`,
    household: `
      naczynia kuch, agd i rtv, mikrofalówk, żelazka, krzesła, wózeczki, przewijak, łóżeczko ..
      dziec, deska do pras, suszarki, garnki, kuchenki, artykuły kuch, sprzęt kuch, naczyni,
      garnk, garnek, patelni, czajnik, termos$, termosy$, termosów$, talerz, sztućc, kubk, kubki,
      kuchen$, kuchenk, kuchni, kuchenn, sprzęt agd, agd$, rtv$, artykuły gospod, artykuł gospod,
      gospodarstw domow, artykuły przemysł, artykuł przemysł, lodówk, zamrażar, pralk, zmywark,
      mikrofal, suszark, odkurzacz, telewizor, żelazk, wentylator, klimatyzator, meble$, mebli$,
      meblami$, meblow, stół$, stoły$, stołów$, stolik, krzes, szaf, szafk, sofa$, sofy$, fotel,
      półki$, wiadr, miotł, mop$, mopy$, wózek dziecię, wózki dziecię, wózk dziecię, wózeczk,
      fotelik, maszyn .. szyc, kanister, kanistr, pojemniki na odpad, kontenery na odpad, kontener
      na odpad, kontenery na śmieci, pojemnik .. odpad, pojemnik, naczynia jednoraz, wyposażeni
      dom`,
    energy: `
      agregator, elektroenerg, generator prąd, zasilacze awar, magazyn energii, magazyny energii,
      kuchenka gazow .. turyst, butle gazow, butli gazow, gaz$, promiennik ciepł, kotłownia
      kontener, lampiony, latark czoł, czołówk, farelki, grzałk, termofor, słonecz, agregat,
      agregat prąd, agregaty prąd, agregatów prąd, generator, *generator, elektrowni, panele słon,
      panel słon, panele fotowolt, fotowolt, powerbank, power bank, stacj zasil, stacje zasil,
      stacje ładow, stacji ładow, ładowar, zasilacz, zasilani, ups$, upsy$, falownik, inwerter,
      akumulator, bateri, baterie, transformator, *transformator, podstacj, rozdziel, kabel,
      kable$, kabli$, przewody elektr, przewód elektr, przedłużacz, sprzęt .. energetycz, sprzęt
      energetycz, urządz energetycz, urządz elektroenerg, elektroenergetycz, sprzęt elektr,
      materiał elektr, sieci energetycz, kocioł, kotły$, kotłow, kotłowni, kotł$, ciepłown,
      nagrzewnic, grzejnik, grzejnic, ogrzewacz, ogrzewani, promiennik, bojler, farelk, piecyk,
      piec$, piece$, pieców$, koza$, kozy$, drewno$, drewno opał, opał, węgiel$, węgla$, pelet,
      brykiet, paliw, benzyn, olej napęd, oleju napęd, olej opał, latark, lamp$, lampy$, lampa$,
      lampk, żarów, oświetl, świec, świece$, zniczy, znicze$, najaśnic, maszt oświet, pomp ciepł,
      pompy ciepł, pompa ciepł`,
    water: `
      cystern na wod, cysterny na wod, cysterna na wod, cystern .. wod, przyczep .. wod, pomp,
      pompy, motopomp, pomp .. wod, pompy .. wod, filtr, filtry .. wod, filtr .. wod, uzdatni,
      uzdatniani wod, oczyszczani wod, oczyszcz, oczyszczacz wod, oczyszczacze wod, stacj uzdat,
      stacje uzdat, zbiornik, zbiorniki na wod, zbiornik na wod, beczk, wodociąg, kanalizac,
      rury$, rur$, hydrofor, tabletki .. wod, tabletk .. uzdat, odsalan, armatur wod, bukłak`,
    vehicles: `
      elektrobus, autobus elektr, samochód dostaw, quad, wóz asenizac, autobusów komunik, przegub,
      śmieciarki, mikrobusy, tramwajów, mercedes sprinter, volkswagen crafter, samochód osob,
      pojazdy komunal, polewaczki, motopomp przyczep, ładowarka .. auto, szynobus, drezyn,
      radiowóz, łodzie$, ponton, samochód$, samochod, samochód .. osob, auta$, auto$, aut$,
      pojazd, wóz$, wóz strażac, wozy strażac, wozów strażac, wozy$, wozów$, wóz bojow, wozy
      bojow, wóz gaśnic, wozy gaśnic, wóz pożar, autobus, minibus, mikrobus, bus$, busy$, busów$,
      busik, trolejbus, tramwaj, pociąg, wagon, solaris, lokomotyw, metra$, metro$, karetk,
      ambulans, furgon, pick up, pickup, terenow, śmieciark, zamiatark, polewaczk, odśnież, pług,
      sprzęt komunal, maszyn komunal, asenizac, laweta$, lawety$, ciągnik, traktor, przyczep,
      naczep, motocykl, skuter, rower, hulajnog, łódź$, łodzi$, części samochod, części ..
      autobus, części .. tramwaj, części .. pojazd, opony$, opon$, silnik, wózek widł, wózki widł,
      wózk widł, drabin mechan, drabin hydraul, podnośnik, zwyżk, cystern, autocystern, śmigłow,
      ambulanse, radiowozy, kamper, taboru, taborow`,
    rescue: `
      narzędzi .. strażak, narzędzi .. ratown, nożyce hydraul, piły .. strażak, sprzęt straż,
      sprzęt pożar, sprzętu pożar, sprzęt gaśnic, sprzęt przeciwpoż, sprzęt ratow, sprzętu ratow,
      sprzęt .. straż, wyposaż .. strażak, wyposażen straż, sprzęt .. strażak, sprzęt ochron,
      mundur, mundury, ubrani specjal, ubrania specjal, ubrań specjal, ubrania strażac, ubrani
      strażac, ubrania .. strażak, ubrani ochron, ubrania ochron, odzież ochron, odzież strażac,
      odzież .. strażak, odzież specjal, odzież specjalistycz, buty strażac, buty special, buty
      specjal, węże$ .. pożar, węże$, węży$, wąż$, węże strażac, węże pożar, węże gaśnic,
      prądownic, gaśnic, hełm, kask, kaski, kominiar, kamizel, kamizelki kuloodp, kamizelk
      kuloodp, kuloodpor, płyty balist, balisty, maski przeciwgaz, maski gazow, masek przeciw,
      maska$ pełno, przeciwgazow, aparaty oddech, aparat oddech, aparatów oddech, aparaty powiet,
      rękawic ochron, rękawice ochron, rękawic robocz, rękawice$, rękawic$, okulary ochron, środki
      ochrony, środk ochron, ochron osobist, narzędzia hydraul, narzędzi hydraul, narzędzia ratow,
      hydraulicz, rozpier, lina$, liny$, lin$, drabin, drabiny, wykrywacz, rozminow, kamer
      termowiz, kamery termowiz, termowiz, noktowiz, syren, kapok, kamizelki ratunk, kamizelk
      ratunk, łodzie ratow, łódź ratow, łodzi ratow, motopomp pożar, motopompy pożar, motopomp
      straż, pił .. beton, torby ratow, torb ratow, dozymetr`,
    it: `
      komputer, *komputer, laptop, notebook, tablet$, tablety$, tabletów$, tabletami$, monitor,
      drukark, skaner, serwer, sprzęt it$, informatycz, sprzęt elektron, telefon, smartfon,
      radiotelefon, krótkofal, radiostac, radia$, radio$, łączno, sprzęt łącz, środk łączn,
      starlink, satelitar, router, rutery$, modem, anten, projektor, rzutnik, kamery$, kamera$,
      kamer$, monitoring, internet, klawiatur, sprzęt komput, myszki$`,
    education: `
      meble szkol, mebli szkol, ławki szkol, ławek szkol, ławk szkol, ławki$, ławek$, tablice
      szkol, tablic szkol, tablice interakt, tablic interakt, monitor interakt, monitory interakt,
      podręcznik, książ, książk, książek, zeszyt, artykuły szkol, artykuł szkol, przybory szkol,
      przybor szkol, przybory$, wyprawk szkol, wyprawki szkol, piśmien, artykuły papier, kredki$,
      długopis, plecak, tornist, zabawk, zabawek, lalk, maskot, pluszak, klocki$, gry$ plansz,
      gry$, gier$, plac zabaw, place zabaw, placów zabaw, pomoce dydakt, pomoc dydakt, dydaktycz,
      wyposaż .. szkół, wyposaż .. szkoł, wyposażenie .. szk, wyposaż .. przedszkol, sprzęt ..
      szkół, huśtawk, materiał plastycz`,
    reconstruction: `
      kopark, koparko, spychar, spychacz, ładowark, koparko ładowar, wywrotk, dźwig, żuraw,
      równiark, walec$, walce$, betoniar, narzędzi, elektronarzędz, wiertark, wkrętark, szlifier,
      pilark, piła$, piły$, pił$, pił spalin, piły spalin, łopat, siekier, młot, spawark, sprzęt
      budowl, maszyn budowl, sprzętu budowl, rusztowani, zagęszcz, agregat spręż, kompresor,
      sprężark, remont, odbudow, rekonstruk, budow, taczk, taczek, przecinark, agregat budow,
      asfalt`,
    money: `
      na zakup, pieniądz, pieniędz, środki finans, środk finans, środków finans, finansow, pomoc
      finans, wsparcie finans, dotacj, darowizna pienięż, pienięż, gotówk, datk, fundusz, zbiórka
      pienięż, grant, przelew, kwot`,
    services: `
      pomoc prawna, konferencj, wizyt, warsztat, turnus, wymian młodz, hipoterap, terapi, leczeni,
      rehabilitacj, zakwaterowa, nocleg, pobyt, pobyt .. dzieci, wypoczyn, kolonie$, kolonii$,
      obóz$, obozy$, wakacj, przejazd, szkoleni, kurs$, kursy$, staż$, staże$, pomoc psycholog,
      psycholog, pomoc prawn, doradztw, przyjęcie uchodź, usług, opiek, goszcz`,
    other: `
      znaczki, choink, paczki świąteczn, paczek świąteczn, świąteczn, upominki, drzew, sadzonki,
      medale, puchar, dron$, drony$, dronów$, dronami$, bezzałog, prezent, upomin, podarun,
      pamiątk, plakat, kartk, sprzęt sport, sprzętu sport, artykuły sport, artykuł sport, piłki$,
      piłek$, sportow, instrument muzycz, instrumenty muzycz, siatki maskuj, siatki maskując,
      siatek maskuj, siatk maskuj, wino$, wina$, alkohol, karma$, karmy$, karmę$, nasion, sadzon,
      flag, broń$, amunic, wojskow, choinek, zwierząt, karm dla zwierz`,
  },
  hints: {
    services: `uchodź, ewakuac, transport$, transportu$, przewóz, przewoz`,
    medical: `szpital, lekarsk, rann, pacjent, chor$, rehabilitacyj`,
    rescue: `straż, strażac, pożar, ratow, ochronn, przeciwpożar, gaśnicz`,
    energy: `elektrycz, energetycz, grzewcz, prądotwórcz`,
    vehicles: `
      mercedes, volkswagen, renault, iveco, volvo, fiat, toyota, komunikacj, komunikacji miejsk`,
    education: `szkoln, szkoł, szkół, przedszkol, edukac`,
    it: `elektronicz, cyfrow`,
    reconstruction: `budowlan`,
    household: `domow, gospodarcz`,
    water: `wodn`,
    money: `mln$, milion, tys$, uah$, złotych$, zł$, zl$, tys zł, euro$, eur$, usd$, pln$, chf$`,
  },
  generic: `
    pomoc humanit, humanitarn, dary$, darów$, dar$, artykuły pierwsz, artykuł pierwsz, produkty
    pierwsz, pierwszej potrzeb, niezbędn, najpotrzebn, paczki$, paczek$, paczk, transport humanit,
    transport .. pomoc, transport .. dar, konwój humanit, konwoj humanit, konwój, konwoj, ładun,
    artykuły$, rzeczy$`,
  vague: `pomoc, pomocy$, darowizn, wsparci`,
  parts: `części zamien, części$, podzespoł`,
  carriers: `
    ciężarówk, ciężarow, samochód ciężar, samochody ciężar, samochodów ciężar, tir$, tiry$,
    tirów$, tira$`,
  gear: `sprzęt, wyposaż, urządz, aparat, materiał, środk, środki, artykuł`,
  and: `i, oraz, a także, także, lub, a`,
  purpose: `wartości, dla, do, na, pod`,
};
