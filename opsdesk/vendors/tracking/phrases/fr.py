"""French."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

DONE = r"(?:livree?s?|distribuee?s?|remise?s?)"
WHAT = r"(?:(?:le|la|l'|votre|ce|cet|cette|notre|un|une|vos|les)? ?(?:\w+ )?(?:colis|envoi|paquet|commande|courrier|livraison|pli|lettre|article|marchandise|expedition|objet|recommande|statut|statut de livraison|etat|chronopost|colissimo)s?(?: (?:n ?[o0°]? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:a|ont|est|sont|ete|etait|bien|avec|succes|deja|maintenant|enfin|aujourd'hui|hier|le|a|en|main|propre|il|elle|nous|avons|livreur|notre|facteur|\d[\d/:h.]*) )"
SENDER = r"(?:(?:a |au |chez )?(?:l'|le |son |votre )?(?:expediteur|vendeur|commercant|marchand|chargeur))"
RECIPIENT = r"(?:(?:le |la |l'|son |votre |du |au |au )?(?:destinataire|client|cliente|acheteur))"
SHOP = r"(?:(?:point|points|bureau|bureaux|commerce|commercant|relais|consigne|locker|boutique|agence|magasin|casier|pickup|guichet|mairie|espace)(?: (?:de |d'|du |en )?(?:relais|retrait|poste|proximite|pickup|automatique|colis|pick ?up|partenaire|postale?|chronopost|mondial relay|collecte))*|distributeur de colis|relais)"
NOT_RECIPIENT = r"(?:transporteur|livreur|facteur|plateforme|plate forme|agence de (?:livraison|distribution)|site|centre|hub|entrepot|depot|prestataire|partenaire|sous traitant|compagnie|aeroport|douanes?|port|operateur|etablissement|pays|correspondant|service (?:de livraison|postal)|la poste|poste|messagerie|tri|terminal|chauffeur|colissimo|chronopost)"

FRENCH = language(
    "fr",
    {
        Sense.NOISE: (
            r"(?:adresse|date|heure|creneau|instructions?|options?|mode|bon|preuve|avis|preferences?|frais|consignes?|delai) de (?:livraison|distribution)(?! (?:est |etait |a ete )?(?:incorrect|incomplet|inconnu|erron|insuffisant|introuvable))",
            r"(?:notification|message|e ?mail|sms|courriel|facture|document|documents|informations?)(?: (?:a|ont|est|ete|bien))* (?:livre|remis|distribue|envoye|transmis)e?s?",
        ),
        Sense.NOT_COLLECTED: (
            r"(?:n'a|n'ont|n'est|pas|non|jamais)(?: \w+){0,5} (?:retire|reclame|recupere|recherche)e?s?\b|non (?:retire|reclame|recupere)e?|delai (?:de (?:garde|conservation|retrait|mise en instance) )?(?:est )?(?:expire|depasse|ecoule|termine)|delai de (?:garde|conservation|instance|retrait)(?: \w+){0,3} (?:expire|depasse|ecoule)",
        ),
        Sense.RETURNED: (
            r"(?:a ete |est |ete |bien )*(?:retournee?|renvoyee?|restituee?|rendue?|remise?|livree?|distribuee?)(?: avec succes)? (?:a|au|chez) ?(?:l'|le |son |votre )?(?:expediteur|vendeur|commercant|marchand)|retour (?:a l'expediteur )?(?:livre|effectue|termine|acheve|distribue)|(?:l'expediteur|le vendeur) a (?:recu|recupere) (?:le |son )?(?:retour|colis)",
        ),
        Sense.RETURNING: (
            rf"(?:sera|va etre|est en cours d[e']|doit etre|en cours de|est|etre|va) ?(?:retourne|renvoye|reexpedie|retour|etre retourne)e?s?(?: {SENDER})?|retour (?:vers |a |au |en |de |du )?(?:l'|le |son )?(?:expediteur|vendeur|colis|cours|envoi|marchandise)|(?:en|de) (?:cours de )?retour|retour(?:nee?|ne)? (?:en cours|initie|a l)|renvoi (?:a|vers)|retour$|reexpedition vers l'expediteur|retourne",
        ),
        Sense.ATTEMPT: (
            r"n'(?:a|ont|est|etait|avons|avez|y a)(?: \w+){0,3} (?:pas|pu|jamais|aucun\w*)(?: \w+){0,6} (?:livree?s?|distribuee?s?|remise?s?|livrer|distribuer|remettre|livraison|aboutie?|effectuee?|possible|realisee?|presentee?|lieu)|ne (?:peut|peuvent|pouvait|pouvons|pourra)(?: \w+){0,2} (?:pas)?(?: \w+){0,3} (?:livree?|distribuee?|remise?|livrer|effectuee?|livre)|(?:pas|non|jamais|pas encore|pas ete|impossible a|sans etre|impossible de|impossibilite de|incapable de) (?:encore |ete |bien |etre |vous |le |les |la |pouvoir )*(?:livre|distribue|remi[st]|livrer|distribuer|remettre)\w*",
            r"(?:livraison|distribution|remise)(?: \w+){0,3} (?:impossible|echouee?|infructueuse?|non (?:effectuee?|aboutie?|realisee?|reussie?)|ratee?|manquee?|refusee?|annulee?|non|pas (?:effectuee?|possible|aboutie?)|n'a|avortee?|en echec)(?: \w+){0,4}|(?:echec|tentative|probleme|impossibilite|incident|anomalie|defaut) (?:de |lors de |d'une |a la )?(?:la |une )?(?:livraison|distribution|remise)|(?:tentative|tente)(?:s)?(?: \w+){0,3}(?:livr\w+|distribu\w+|infructueuse)?|avis de passage|indistribuable|non distribuable|non livrable|inlivrable|(?:marquee?|indiquee?|declaree?|notee?|signalee?) (?:a tort |par erreur |comme )*livree?|livree? (?:par erreur|a tort|a la mauvaise adresse)|livree?[: ,(]+(?:non|echec)\b|etait absent|passage infructueux|en votre absence|destinataire absent|faux livre",
        ),
        Sense.COLLECTED: (
            rf"(?:a ete |ete |est )*(?:retiree?|recuperee?|recue?) par (?:le |la |l'|votre )?{RECIPIENT}(?: \w+){{0,3}}|(?:le destinataire|le client|vous) (?:a|avez) (?:bien )?(?:retire|recupere|recu)(?: \w+){{0,3}}|livre(?:e)? au destinataire (?:au|en) point relais|remise? (?:a |au )?(?:le )?(?:destinataire|client)(?: (?:au|en|dans) (?:point|bureau|relais)\w*(?: \w+)?)?",
        ),
        Sense.READY: (
            rf"(?:disponible|pret|attend|mis a disposition|mise a disposition|en instance|a disposition|en attente)e?(?: \w+){{0,5}} (?:retrait|{SHOP}|destinataire|retire|votre passage|au guichet)(?: \w+)?|(?:vous )?(?:peut|pouvez|peuvent|pourrez|a|doit)(?: \w+){{0,5}} (?:retire|recupere|retirer|recuperer)e?r?|en attente de (?:retrait|votre retrait|passage)|pret(?:e)? (?:a|pour) (?:etre )?(?:retire|le retrait|retrait|la collecte)e?|mis(?:e)? a (?:votre |la )?disposition(?: \w+){{0,3}}|a retirer|en instance(?: de retrait)?|(?:{DONE}|deposee?|arrivee?|receptionnee?|presentee?|dispose|est) (?:bien )?(?:a|au|en|dans|chez) ?(?:l'|la |le |un |une |votre |son |notre |ce )*(?:\w+ )?{SHOP}(?: \w+)?",
        ),
        Sense.TO_PICKUP: (
            rf"(?:sera|est en cours|en cours|en route|va etre|reoriente|redirige|transfere|acheminement|achemine|dirige|en chemin|en transit)\w*(?: \w+){{0,4}} (?:vers|a|au|en|dans|pour) ?(?:l'|la |le |un |une |votre )*(?:\w+ )?{SHOP}(?: \w+)?|va etre (?:mis|depose)\w*(?: \w+){{0,6}}|sera (?:mis|disponible|depose|presente)\w*(?: \w+){{0,6}}",
        ),
        Sense.HANDED: (
            rf"(?:{DONE}|confiee?|transmise?|transferee?) (?:a|au|aux|par|en|dans|sur) ?(?:l'|la |le |les |un |une |notre |votre )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,4}}|livraison partielle|partiellement livre\w*|pris(?:e)? en charge par (?:le )?(?:livreur|transporteur local)",
        ),
        Sense.LEFT: (r"sera (?:livree?|distribuee?) (?:aujourd'hui|ce jour|dans la journee)|(?:sorti|parti)e? (?:en|pour) (?:la )?(?:livraison|distribution)",),
        Sense.PLANNED: (
            rf"(?:sera|seront|serait|va|vont|doit|devrait|devraient|devra|peut|pourra|pourrait|est a|etre|en vue d'etre)(?: [\w']+){{0,4}} ?(?:{DONE}|livrer|distribuer|etre {DONE}|presentee?)(?: \w+){{0,3}}|(?:une fois|lorsque|quand|si|des que|apres|avant|jusqu'a|tant que|afin|pour)(?: [\w']+){{0,7}} (?:{DONE}|livraison|livrer)(?: \w+){{0,2}}|(?:livraison|distribution)(?: \w+){{0,2}} (?:est )?(?:prevue?|planifiee?|programmee?|estimee?|reportee?|en preparation|attendue?|sera|demain|bientot|imminente|reprogrammee?|souhaitee?|aura lieu|pour|le \d|avant|entre)(?: \w+){{0,4}}|(?:en cours de preparation|a livrer|pret a etre livre|prete a etre livree|en attente de livraison|prochaine (?:livraison|tentative)|nouvelle (?:livraison|presentation|tentative)|livre(?:e)? (?:demain|bientot|prochainement|d'ici|sous|avant|entre|au plus tard)|date de livraison|en preparation)",
        ),
        Sense.OUT: (
            r"en (?:cours de )?(?:livraison|distribution)(?: ce jour| aujourd'hui)?|en tournee(?: de (?:livraison|distribution))?|(?:dans|sur|a bord) (?:le |du |un |notre )?(?:camion|vehicule|camionnette)(?: de livraison| du livreur)?|(?:avec|chez) (?:le |notre |votre )(?:livreur|facteur|chauffeur|coursier)|(?:livreur|facteur|chauffeur) (?:est )?en (?:route|chemin|tournee)|sorti(?:e)? (?:en|pour) (?:livraison|distribution|tournee)|pris en charge par (?:le|votre) (?:livreur|facteur)|sera (?:livree?|distribuee?|presentee?) (?:aujourd'hui|ce jour|dans la journee)|en route pour (?:la )?livraison|charge(?:e)? (?:dans|sur) (?:le )?(?:vehicule|camion)|en route vers (?:vous|le destinataire|chez vous)|parti(?:e)? en livraison",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:livree?s?|distribuee?s?)\b(?! (?:a|au|aux|en|dans|sur) (?:l'|la |le |les |un |une )?(?:agence|site|centre|plateforme|pays|transporteur|depot|entrepot|relais|point|bureau))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:remise?s?|deposee?s?|laissee?s?) (?:en main propre|contre signature|a |au |chez |dans |en |par )?(?: ?(?:l'|la |le |un |une |votre |son |a ))*(?:destinataire|client|voisin\w*|gardien\w*|boite|boite aux lettres|accueil|reception|concierge|lieu sur|personne|porte|proche|tiers|domicile|adresse|collegue|famille|membre|main propre|contre signature)",
            r"^(?:la |votre )?(?:livraison|distribution)(?: (?:a ete|est|a|bien))* (?:effectuee?|reussie?|terminee?|confirmee?|realisee?|accomplie?|faite)|^livraison (?:au destinataire|a domicile effectuee)$|^en main propre|(?:le )?destinataire a (?:bien )?recu",
        ),
        Sense.CANCELLED: (r"(?:envoi|expedition|colis|commande|etiquette|prise en charge)(?: (?:a|est|ete))* annulee?|^annulee?\b",),
        Sense.LABEL: (
            r"(?:etiquette|bordereau)(?: \w+){0,4} (?:cree|creee|imprimee?|generee?|editee?)|(?:informations?|donnees|annonce)(?: \w+){0,5} (?:recues?|transmises?|enregistrees?|electroniques?)|(?:colis|envoi|commande|pli)(?: \w+){0,4} (?:annoncee?|pre ?annoncee?|enregistree?|preparee?|en preparation chez l'expediteur)|(?:colis|envoi|commande|pli)(?: \w+){0,3} (?:en cours de )?preparation(?: chez l'expediteur)?|prepare(?:e)? (?:chez|par) (?:son |l'|le )?(?:expediteur)|en attente de (?:prise en charge|remise|depot|reception)|pas encore (?:pris en charge|remis|recu)|declare par l'expediteur|sur le point d'etre confie|etiquette",
        ),
        Sense.PICKED_UP: (
            r"pris(?:e)?s? en charge|(?:colis|envoi|pli) (?:a ete )?(?:collectee?|ramassee?|enlevee?|acceptee?|deposee? (?:par|en|au)|recu par (?:le transporteur|la poste|chronopost|dpd|gls|dhl|ups))|prise en charge|ramassage effectue|enlevement effectue|enlevee?\b|collectee?\b|ramassee?\b|depose(?:e)? (?:par l'expediteur|au bureau de poste par)|remis(?:e)? (?:a |au )?(?:transporteur|la poste|chronopost|dhl|dpd|gls|ups)|acceptee? (?:par|au)",
        ),
        Sense.MOVING: (
            r"en transit|en cours (?:d'|de )(?:acheminement|transport|traitement|transfert|route|tri)|achemin\w*|arrivee?s?|depart\w*|parti(?:e)?\b|trie(?:e)?\b|tri\b|traite(?:e)?\b|traitement|quitte|expedie\w*|plateforme|plate forme|centre|site|en route|en chemin|transfer\w*|agence|hub|dedouane\w*|dedouanement (?:termine|effectue)|douane\w*|embarque\w*|scanne\w*|recu (?:a|au|en|sur)|sorti\w*|receptionnee?|transport\w*|pays de destination",
        ),
    },
    {
        Reason.DESTROYED: (r"detrui\w*|destruction|mise? au rebut|rebut",),
        Reason.DAMAGED: (r"(?<!non )(?<!pas )(?:endommage|abime|deteriore|casse|avarie|spolie)\w*|colis ouvert",),
        Reason.LOST: (r"perdu\w*|egare\w*|perte|vole(?:e)?\b|disparu\w*|introuvable\b(?<!adresse introuvable)",),
        Reason.PAYMENT_DUE: (r"(?:paiement|reglement)(?: \w+){0,3} (?:requis|attendu|du|necessaire|en attente|exige)|en attente (?:de|du) (?:paiement|reglement)|(?:droits|taxes|frais)(?: \w+){0,5} (?:a payer|dus?|a regler|impayes?|a acquitter|en attente)|droits de douane|a payer|affranchissement insuffisant|insuffisamment affranchi\w*|taxe\b",),
        Reason.CUSTOMS_DOCS: (r"(?:documents?|facture|informations?|declaration|pieces?|papiers?)(?: \w+){0,3} (?:manquant|incomplet|requis|insuffisant|necessaire|demande|erron)\w*|(?:manque|absence|attente) (?:de |d')(?:documents?|facture|informations?|declaration|pieces?)|documents? (?:douanier|de douane|complementaire)\w*|informations? complementaires?|facture commerciale",),
        Reason.CUSTOMS_HOLD: (r"(?:en |la |par la |par les |aux |a la |au )?douanes?\b(?! (?:terminee?|liberee?))(?<!libere par la douane)(?<!sorti de douane)|dedouanement(?! (?:est )?(?:termine|effectue|acheve))|controle douanier|douanier\w*",),
        Reason.SECURITY_HOLD: (r"(?:controle|raison|motif|mesure|verification)s? de securite|securite\b",),
        Reason.WEATHER: (r"meteo\w*|intemperies|neige|tempete|inondation\w*|verglas|conditions climatiques|cyclone|ouragan",),
        Reason.FORCE_MAJEURE: (r"greve\w*|force majeure|catastrophe|mouvement social|seisme|pandemie|evenement exceptionnel|manifestation",),
        Reason.BUSINESS_CLOSED: (r"(?:entreprise|magasin|bureau|societe|etablissement|commerce|destinataire|local|client|point relais|boutique)(?: \w+){0,2} fermee?s?|fermeture|ferme\b|conges annuels",),
        Reason.REFUSED: (r"refus\w*|(?:destinataire|client) a (?:decline|rejete)|non accepte par le (?:destinataire|client)",),
        Reason.RECIPIENT_MOVED: (r"demenage\w*|a change d'adresse|n'habite (?:plus|pas)|npai|parti sans laisser|plus a (?:cette|l')? ?adresse",),
        Reason.PICKUP_NOT_COLLECTED: (r"(?:non|pas|jamais)(?: \w+){0,2} (?:reclame|retire|recupere)e?\b|delai (?:de \w+ |de mise en instance )?(?:est )?(?:expire|depasse|ecoule)",),
        Reason.ADDRESS_PROBLEM: (r"adresse(?: \w+){0,4} (?:incorrecte?|incomplete?|inconnue?|erronee?|insuffisante?|introuvable|invalide|inexacte?|fausse|imprecise|illisible|non trouvee?|pas|corrigee?|a completer|a corriger)|(?:mauvaise|probleme d'|erreur d'|defaut d'|fausse|correction d'|completer l') ?adresse|destinataire (?:inconnu|non identifiable|introuvable|non trouve)\w*|inconnu a (?:cette|l')|(?:numero|nom|code) (?:de rue |d'appartement |postal )?(?:manquant|incorrect|absent)",),
        Reason.ACCESS_RESTRICTED: (r"(?:acces|entree)(?: \w+){0,3} (?:impossible|bloquee?|refusee?|difficile|restreint|interdit)|(?:code|digicode|interphone)(?: \w+){0,3} (?:manquant|errone|incorrect|absent|hors service|d'acces)|inaccessible|chien|pas d'acces|boite aux lettres (?:pleine|inaccessible|trop petite)|portail",),
        Reason.RECIPIENT_UNAVAILABLE: (r"absen(?:t|te|ce)\b|personne (?:n'etait|present|pour|a l'adresse|au domicile)\w*|(?:destinataire|client)(?: \w+){0,3} (?:absente?|indisponible|injoignable|pas present)|avis de passage|injoignable|signature (?:requise|impossible)|en votre absence",),
        Reason.MISSORTED: (r"erreur (?:de tri|d'acheminement|d'aiguillage|de routage)|mal (?:trie|dirige|achemine|oriente)\w*|mauvaise direction|fausse direction|reoriente\w*|livree? a la mauvaise adresse|mauvais (?:centre|site|depot)",),
        Reason.REJECTED_BY_CARRIER: (r"(?:refuse|rejete)e? par (?:le |la |notre )?(?:transporteur|poste|chronopost|dpd|gls|ups|dhl|compagnie)|non conforme|marchandises? dangereuses?|hors (?:gabarit|norme)|depasse le poids|surpoids",),
        Reason.SHIPPER_DATA: (r"(?:etiquette|code barres?)(?: \w+){0,2} (?:illisible|manquante?|endommagee?|absente?)|(?:donnees|informations) (?:\w+ )?(?:manquantes?|incompletes?) (?:de|par) l'expediteur|emballage (?:insuffisant|non conforme|inadapte)",),
        Reason.INVALID_TRACKING: (r"numero (?:de (?:suivi|colis) )?(?:est )?(?:invalide|inconnu|incorrect)|(?:aucune|pas d'?) ?(?:information|donnee|resultat|envoi|colis)s?(?: \w+){0,2} (?:disponible|trouve)\w*|envoi inconnu|colis inconnu",),
        Reason.CARRIER_DELAY: (r"retard\w*|(?:panne|accident)\b|incident (?:technique|de transport|d'exploitation)|probleme (?:technique|operationnel|d'acheminement)|(?:fort|important)e?s? (?:volume|activite)\w*|reporte\w*|volume important|ralenti\w*|perturb\w*|differee?|faute de temps|en raison d'un contretemps",),
        Reason.HELD: (r"bloque(?:e)?\b|retenu\w*|suspendu\w*|mis(?:e)? en attente|immobilise\w*|garde a la demande|stocke a la demande|en attente d'instruction\w*|consigne(?:e)?\b(?! (?:pickup|automatique|amazon))",),
    },
)  # fmt: skip
