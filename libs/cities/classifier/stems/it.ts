import { StemList } from './stem-list';

export const it: StemList = {
  language: `it`,
  goods: {
    food: `
      alimentari, cibo, generi aliment, viveri, farina$, zucchero, olio$, riso$, latte$, carne$,
      pesce$, verdura$, frutta$, acqua potab, acqua minerale, acqua$, biscotti, scatolame,
      omogeneizz`,
    medical: `
      farmaci, farmaco, medicinali, medicine$, materiale sanit, materiale medic, attrezzatur
      sanit, attrezzature medic, attrezzature sanit, dispositivi medic, letti d ospedale, letti
      osped, letto osped, letti .. osped, sedie a rotelle, sedia a rotelle, carrozzin, stampelle,
      barell, bende$, siringhe, mascherine, kit di pronto, pronto soccorso, ecograf`,
    hygiene: `
      igiene, sapone, pannolini, pannolin, assorbenti, detersiv, detergenti, prodotti per l
      igiene, disinfettant, dentifricio`,
    clothing: `vestiti, vestiario, abbigliamento, indumenti, scarpe, giacche, giubbotti, calze$`,
    bedding: `
      coperte, coperta$, materass, cuscini, lenzuola, sacchi a pelo, sacco a pelo, letti$,
      brandine, asciugamani`,
    shelter: `tende$, tenda$, case modul, moduli abit, materiali edili, materiale edile, finestre`,
    household: `stoviglie, pentole, mobili$, frigorifer, lavatric, elettrodom, casalingh`,
    energy: `
      generatori, gruppi elettrog, gruppo elettrog, batterie, pannelli sol, trasformator, riscald,
      stufe, stufa, caldaie, caldaia, torce, candele, carburante, legna`,
    water: `
      pompa$ .. acqua, pompe$ .. acqua, pompe idr, potabilizz, depuratori, serbato, cisterne,
      filtri$`,
    vehicles: `
      veicoli, veicolo, automezz, mezzi$, automobili, autobus, ambulanza, ambulanze, autopomp,
      mezzi dei vigili, furgoni, furgone, pulmini, pulmino, rimorchi, pneumatici, trattori,
      scuolabus`,
    rescue: `
      vigili del fuoco, caschi, elmetti, giubbotti antip, estintor, manichette, indumenti protet,
      dispositivi di protez, attrezzature di socc`,
    it: `computer$, stampanti, telefoni, informatic`,
    education: `
      arredi scol, banchi$ scol, banchi$, materiale scol, materiale didat, libri, giocattoli,
      giochi$, zaini, parco giochi`,
    reconstruction: `escavator, ruspe, ruspa, attrezzi, utensili, ricostruz, gru$, betonier`,
    money: `denaro, fondi$, contributo, contributi, soldi`,
    services: `accoglienza, alloggio, ospitalità, cure$, formazione, soggiorn`,
    other: `droni$, regali$, sportiv, materiale sport`,
  },
  hints: {
    medical: `sanitari, ospedal, medich`,
    rescue: `antincendio, soccorso`,
    education: `scolastic`,
  },
  generic: `aiuti uman, umanitari, prima necess, beni di prima, beni$, pacchi$`,
  vague: `aiuti$, aiuto$, donazion, sostegno`,
  parts: `ricambi`,
  carriers: `camion, tir$, autocarr, bilico`,
  gear: `attrezzatur, materiale, apparecch`,
  and: `e, ed`,
  purpose: `per`,
};
