import { StemList } from './stem-list';

export const ro: StemList = {
  language: `ro`,
  goods: {
    food: `
      aliment, mâncare, hrană, făin, făină, zahăr, sare$, ulei, ulei de floar, paste$, paste făin,
      orez, hrișcă, mălai, ceai, cafea, lapte, lapte praf, unt$, brânz, ouă$, pâine, biscui,
      ciocolat, dulciur, carne, pește, legum, cartof, fructe, apă potabil, apă plată, apă mineral,
      apă îmbut, apă$, apa$, supă$, supe$, băutur, conserve, conservă, produse aliment, hrană
      pentru bebe`,
    medical: `
      medicament, echipament medic, echipamente medic, materiale medic, aparatur medic, aparatură
      medic, produse farma, farmaceut, bandaj, pansament, seringi, trus prim, truse de prim, trusă
      de prim, trusă medic, truse medic, prim ajutor, paturi de spital, paturi medic, pat medic,
      paturi .. spital, scaun rulant, scaune rulante, scaune cu rotile, scaun cu rotile, cărucior
      .. invaliz, cârj, targă$, tărgi$, brancard, protez, ecograf, ventilator medic, oxigen,
      defibrilator, măști$, mănuși medic, vaccin, vitamine`,
    hygiene: `
      igien, produse de igien, produse igien, săpun, șampon, pastă de dinți, pampers, scutec,
      șervețel, absorbant, detergen, produse de curăț, curățen, dezinfectan, hârtie igien, toalete`,
    clothing: `
      îmbrăcămint, haine, încălțămint, pantof, geci$, geacă, ciorap, șosete, căciul, mănuș,
      lenjerie intim`,
    bedding: `
      pătur, plapum, saltel, pern, lenjerie de pat, lenjerii de pat, lenjeri, cearșaf, saci de
      dormit, sac de dormit, pat$, paturi$, paturi pliant, prosoape`,
    shelter: `
      cort$, corturi, case modul, containere locu, container modul, containere modul, materiale de
      constru, ferestre, geamuri, uși$, prelat, adăpost`,
    household: `
      veselă, vase$, oale$, tacâmuri, frigider, mașini de spăl, mașină de spăl, aragaz, mobilă,
      mobilier, scaune$, mese$, televizoare, electrocasn, aspirator, fierbăt, articole de uz
      casnic, cărucioare`,
    energy: `
      generatoare, generator electric, generatoare electr, grup electrogen, grupuri electro,
      baterii, acumulatoare, panouri sol, panouri foto, transformatoare, încălzi, radiatoare,
      calorifer, centrale term, centrală term, cazan, sobe$, sobă$, lanterne, lămpi, lumânări,
      combustibil, motorină, lemne, cabluri, echipamente electr, echipament electr, încărcătoare`,
    water: `
      pompă$, pompe de ap, pompe$, purificat ap, purificare a apei, filtre de ap, filtre pentru
      ap, rezervoare, cisterne de ap, conducte, țevi, stație de epur, tratare a apei`,
    vehicles: `
      autovehicul, autoturism, mașină$, mașini$, mașini de pomp, mașină de pomp, autospecial,
      autobuz, autobuze, microbuz, troleibuz, tramvaie, ambulanț, ambulanțe, vehicule, remorc,
      tractoare, anvelope, autogunoier, biciclet, autoutilitar, mașini de interv, autoturisme,
      tramvai`,
    rescue: `
      echipament de protec, echipamente de protec, echipament de pomp, echipamente de pomp,
      echipament pompieri, echipamente pompieri, stingăt, furtun, căști$, cască$, veste anti,
      vestă anti, măști de gaz, salvare$, echipamente de salv, costume de protec, detectoare`,
    it: `
      calculatoare, calculator, laptopuri, tablete$, imprimant, telefoane, stații radio, servere`,
    education: `
      mobilier școl, rechizit, cărți$, manuale, jucări, ghiozdan, materiale didac, loc de joac,
      locuri de joac, table interact, caiete`,
    reconstruction: `
      excavator, buldoexcav, încărcător front, macara, unelte, scule$, utilaj, basculant,
      betonier, ferăstr, drujb, reabilit școl, reconstruc, reparați`,
    money: `bani$, fonduri, ajutor financ, financiar, sprijin financ, donație financ, lei$`,
    services: `cazare, tratament, tabără, tabere, instruire, găzdui`,
    other: `dron$, cadou, cadouri, echipament sportiv, echipamente sportive, vinuri`,
  },
  hints: {
    money: `ron$, milioane`,
    medical: `spital, medical`,
    energy: `electric$, electrice`,
    education: `școlar, școal`,
  },
  generic: `
    ajutor umanit, umanitar, produse de prim, strict neces, pachete$, bunuri$, convoi umanit`,
  vague: `ajutoare, ajutor$, donați, sprijin`,
  parts: `piese de schimb, piese$`,
  carriers: `camioane, tiruri, tir$`,
  gear: `echipament, materiale, produse`,
  and: `și, sau, precum`,
  purpose: `pentru, de la`,
};
