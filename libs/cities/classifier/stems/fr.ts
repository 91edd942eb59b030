import { StemList } from './stem-list';

export const fr: StemList = {
  language: `fr`,
  goods: {
    food: `
      aliment, denrée, nourriture, vivres, conserve$, conserves$, farine, sucre, huile$, huiles$,
      pâtes$, riz$, lait$, lait infantile, lait en poudre, café$, beurre, fromage, œuf, biscuit,
      chocolat, viande, poisson, légume, fruits, pommes de terre, eau potable, eau minérale, eau
      en bouteille, eaux$, soupe, boisson, repas, petits pots`,
    medical: `
      médicament, matériel médic, matériels médic, équipement médic, équipements médic, fourniture
      médic, fournitures médic, produit pharma, produits pharma, pharmaceut, pansement, compresse,
      seringue, trousse de secours, trousses de secours, premiers secours, lit médicalis, lits
      médicalis, lits d hôpital, lit d hôpital, lit .. hôpital, lits .. hôpital, fauteuil roulant,
      fauteuils roulants, béquille, brancard, prothès, échograph, radiolog, masques$, gants médic,
      défibrillateur, couveuse, respirateur, oxygène, bloc opératoire, chirurgical, garrot,
      vaccin, vitamines`,
    hygiene: `
      hygiène, produits d hygiène, savon, shampooing, dentifrice, couche$, couches$, serviettes
      hygi, lingette, lessive, produits d entretien, produit d entretien, désinfect, gel hydro,
      papier toilette, papier hygi, toilettes`,
    clothing: `
      vêtement, habits, manteau, veste$, vestes$, chaussure, bottes$, pull$, pulls$, chaussettes,
      sous vêtement, bonnet, écharpe, gants$`,
    bedding: `
      couverture, matelas, oreiller, draps$, drap$, couette, sac de couchage, sacs de couchage,
      duvets, lit$, lits$, lit de camp, lits de camp, literie, serviettes$, linge de lit`,
    shelter: `
      tente$, tentes$, bâche, maison modul, maisons modul, modulaires, matériaux de construct,
      fenêtre, vitres, contreplaqu, abri$, abris$`,
    household: `
      vaisselle, ustensile, casserole, réfrigérateur, frigo, lave linge, machine à laver, machines
      à laver, micro ondes, mobilier$, meuble, chaises, électroménager, télévis, aspirateur,
      poussette, bouilloire, cuisine$`,
    energy: `
      générateur, groupe électrog, groupes électrog, électrogène, batterie, panneau solaire,
      panneaux sol, transformateur, chauffage, radiateur, chaudière, poêle$, poêles$, lampe,
      lampes, bougie, piles$, carburant, combustible, bois de chauff, chargeur, câble, matériel
      électr, matériels électr, onduleur, éclairage, lampes torches, chauffant`,
    water: `
      pompe$, pompes$, pompe à eau, purificat, filtre$, filtres$, traitement de l eau, potabilis,
      citerne, réservoir, canalisation, tuyaux, station d eau`,
    vehicles: `
      véhicule, voiture, camionnette, fourgon, autobus, autocar, bus scolaire, tramway,
      trolleybus, métro$, camion de pomp, camions de pomp, camion benne, camion pompier, camions
      pompier, fourgon pompe, benne à ordures, bennes à ordures, remorque, tracteur, pneus$,
      moto$, vélo, bateau, balayeuse`,
    rescue: `
      tuyaux d incendie, matériel d incendie, lances, extincteur, casque, tenue de feu, tenues de
      feu, tenues de pomp, tenue de pomp, matériel de secours, matériel de sauvet, équipement de
      protect, équipements de protect, gilets pare, gilet pare, pare balles, échelle, matériel de
      pomp, matériel .. pompiers, équipement .. pompier, équipements .. pompier, désincarcér,
      matériel de déminage, déminage, pompier, sapeurs pompiers`,
    it: `ordinateur, informatique, imprimante, téléphon, tablettes, talkie, écran$, écrans$`,
    education: `
      mobilier scol, fournitures scol, fourniture scol, matériel scol, matériel pédago, livre$,
      livres$, manuel scol, manuels scol, cahiers, cartable, jouet, peluche, jeux$, aire de jeu,
      aires de jeu`,
    reconstruction: `
      pelleteuse, bulldozer, chargeuse, grue$, grues$, tombereau, outil, perceuse, tronçonneuse,
      bétonnière, engin de chant, engins de chant, matériel de chant, reconstruction, rénovation,
      engins de travaux, réparation`,
    money: `
      pour l achat, contribution financ, collecte de fonds, don d argent, dotation, argent$,
      fonds$, subvention, aide financ, don financ, dons financ, financi, dons d argent, somme$,
      virement`,
    services: `
      hébergement, accueil, formation, séjour, vacances, colonie, soins$, rééducation, stage$,
      stages$`,
    other: `
      drones, cadeau, sport$, équipement sport, articles de sport, vin$, vins$, caisses de vin,
      champagne, instruments de mus, jeux de ballon, ballon, filets de camou, semences`,
  },
  hints: {
    services: `réfugié, transport`,
    medical: `médical, médicaux, hôpital, hospital, sanitaire`,
    energy: `électrique, énergie`,
    water: `eau$`,
    rescue: `incendie, sauvetage`,
    education: `scolaire, école`,
    money: `euros`,
  },
  generic: `
    aide humanit, humanitaire, produit de première, produits de première, première nécess,
    nécessité, colis, palettes, matériel de première, biens$, convoi`,
  vague: `aide d urgence, aide$, dons$, don$, soutien`,
  parts: `pièces détach, pièces de rech`,
  carriers: `camion, camions, poids lourd, semi remorque, convois`,
  gear: `matériel, équipement, fourniture`,
  and: `et, ainsi que, ou`,
  purpose: `pour, aux`,
};
