# Every message of every page, in French. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Erreur : { $page }
continue = Continuer
cancel = Annuler
signed-in-as = Compte connecté : { $account }
opens-in-a-new-tab = (s’ouvre dans un nouvel onglet)
duration-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
  }
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
  }
duration-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
  }
duration-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
  }
label = { $label } :
label-value = { $label } : { $value }
list-join = { $before }, { $after }
moment-now = à l’instant
moment-minutes = { $count ->
    [one] il y a { $count } minute
   *[other] il y a { $count } minutes
  }
moment-hours = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
  }
moment-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
  }
moment-date = { $day } { $month } { $year }
moment-exact = { $date } à { $time } UTC
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
language-label = Langue
language-submit = Changer
footer-support = Aide
footer-privacy = Politique de confidentialité
footer-terms = Conditions d’utilisation

### Sign in

login-heading = Se connecter
login-heading-application = Se connecter à { $application }
login-username = Nom d’utilisateur ou adresse e-mail
login-password = Mot de passe
login-submit = Se connecter
login-use-passkey = Utiliser une clé d’accès
login-failure-passkey = Cette clé d’accès n’a pas fonctionné. Utilisez-en une autre ou connectez-vous avec votre mot de passe.
login-reason-fresh-sign-in = L’application vous demande de saisir à nouveau votre mot de passe, même si votre session est déjà ouverte.
login-reason-session-too-old = Votre connexion remonte à un certain temps. L’application vous demande de confirmer qu’il s’agit toujours de vous.
login-reason-another-account = Connectez-vous avec le compte que vous voulez utiliser.
login-reason-confirm-change = Vous êtes sur le point de modifier votre compte, et votre connexion remonte à plus de cinq minutes. Confirmez qu’il s’agit toujours de vous.
login-reason-second-step = Une seconde étape est nécessaire ici. Saisissez d’abord votre mot de passe.
login-failure-wrong-credentials = Le nom d’utilisateur et le mot de passe ne correspondent pas. Vérifiez les deux et réessayez.
login-failure-incomplete = Saisissez votre nom d’utilisateur et votre mot de passe.
login-failure-too-many-attempts = Trop de tentatives ont échoué. Attendez { $wait }, puis réessayez. D’ici là, aucun mot de passe n’est vérifié, pas même le bon.
login-failure-expired = Cette page est restée ouverte trop longtemps. Veuillez saisir à nouveau votre mot de passe.
login-failure-busy = Trop de personnes se connectent en ce moment. Veuillez réessayer dans un instant.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = ou
login-provider = Se connecter avec { $provider }
login-provider-cancelled = Vous avez annulé la connexion auprès de { $provider }. Réessayez ou connectez-vous autrement.
login-provider-unreachable = { $provider } ne répond pas pour le moment. Réessayez dans une minute ou connectez-vous autrement.
login-provider-failed = La connexion avec { $provider } n’a pas fonctionné. Réessayez ou connectez-vous autrement.
login-provider-not-set-up = La connexion avec { $provider } n’est pas correctement configurée ici. Connectez-vous autrement et prévenez l’équipe d’administration.
login-provider-not-offered = La connexion avec { $provider } n’est plus proposée ici. Connectez-vous autrement.
login-provider-not-linked = Aucun compte n’est associé ici à ce compte { $provider }. Connectez-vous autrement, puis associez-le depuis la page de votre compte.
login-provider-not-allowed = Ce compte { $provider } n’est pas autorisé à se connecter ici.
login-provider-link-after-sign-in = Pour utiliser ce compte { $provider } ici, connectez-vous une fois à votre compte. Vous pourrez ensuite vous connecter avec { $provider }.
login-provider-address-is-known = Un compte existe déjà ici avec l’adresse e-mail de votre compte { $provider }. Connectez-vous-y une fois. Vous pourrez ensuite vous connecter avec { $provider }.

### Second step

second-step-heading = Confirmez qu’il s’agit bien de vous
second-step-account = Connexion avec le compte { $account }
second-step-authenticator = Ouvrez votre application d’authentification et saisissez le code qu’elle affiche pour ce compte.
second-step-authenticator-label = Code à six chiffres
second-step-recovery-code = Saisissez l’un de vos codes de récupération. Chaque code ne fonctionne qu’une fois.
second-step-recovery-code-label = Code de récupération
second-step-submit = Continuer
second-step-other-ways = Essayer une autre méthode
second-step-use-authenticator = Utiliser l’application d’authentification
second-step-use-recovery-code = Utiliser un code de récupération
second-step-restart = Utiliser un autre compte
second-step-reason = Votre session est ouverte. Cette page demande une seconde étape.
second-step-reason-application = Votre session est ouverte. { $application } demande une seconde étape.
second-step-failure-wrong-code = Ce code est incorrect, a expiré ou a déjà été utilisé. Saisissez-en un nouveau.
second-step-failure-incomplete = Saisissez le code.
second-step-failure-too-many-attempts = Trop de tentatives ont échoué. Attendez { $wait }, puis réessayez. D’ici là, aucun code n’est vérifié, pas même le bon.
second-step-failure-expired = Cette page a été envoyée trop souvent. Veuillez saisir à nouveau le code.

authenticator-heading = Application d’authentification
authenticator-reason = Une seconde étape est nécessaire pour se connecter ici. Ajoutez maintenant une application d’authentification.
authenticator-reason-application = { $application } demande une seconde étape lors de la connexion. Ajoutez maintenant une application d’authentification.
authenticator-step-app = Ouvrez une application d’authentification sur votre téléphone. Si vous n’en avez pas, installez-en une : toute application de codes à usage unique convient.
authenticator-step-scan = Scannez cette image avec l’application.
authenticator-qr = Code QR contenant la clé pour l’application d’authentification
authenticator-type-key = Saisir plutôt la clé
authenticator-key = Clé
authenticator-account = Compte
authenticator-step-code = Saisissez le code que l’application affiche maintenant. L’application sera dès lors active.
authenticator-confirm = Ajouter l’application
authenticator-wrong-code = Ce code ne convient pas. Vérifiez que l’horloge de votre téléphone est à l’heure et saisissez le code que l’application affiche maintenant.
authenticator-added = Vous avez une application d’authentification. Son code vous est demandé après votre mot de passe.
authenticator-remove-text = Pour changer de téléphone, supprimez l’application et ajoutez-la sur le nouveau. Vous pouvez toujours vous connecter avec vos autres seconds facteurs.
authenticator-remove-with-codes = Pour changer de téléphone, supprimez l’application et ajoutez-la sur le nouveau. D’ici là, votre mot de passe suffit pour vous connecter, et vos codes de récupération cessent de fonctionner.
authenticator-remove = Supprimer l’application
authenticator-notice-added = L’application d’authentification a été ajoutée.
authenticator-notice-removed = L’application d’authentification a été supprimée.

recovery-codes-heading = Codes de récupération
recovery-codes-text = Un code de récupération vous permet de vous connecter quand vous n’avez pas votre téléphone sous la main. Chaque code ne fonctionne qu’une fois.
recovery-codes-left = { $count ->
    [one] Il vous reste { $count } code de récupération.
   *[other] Il vous reste { $count } codes de récupération.
  }
recovery-codes-few = Créez-en de nouveaux avant d’en manquer.
recovery-codes-make-text = De nouveaux codes remplacent les anciens, qui cessent de fonctionner.
recovery-codes-make = Créer de nouveaux codes
recovery-codes-none = Vous n’avez pas de codes de récupération. Vous les recevez lorsque vous ajoutez un second facteur, par exemple une application d’authentification.
recovery-codes-new-heading = Enregistrez vos codes de récupération
recovery-codes-new-text = Un code de récupération vous permet de vous connecter si vous perdez votre téléphone. Chaque code ne fonctionne qu’une fois. Nous ne les affichons que maintenant : téléchargez-les ou imprimez-les, et gardez-les en lieu sûr.
recovery-codes-account = Compte : { $account }
recovery-codes-print = Pour imprimer cette page, utilisez le menu de votre navigateur.
recovery-codes-download = Télécharger au format texte
recovery-codes-saved = Je les ai enregistrés

### Signed in already

signed-in-heading = Votre session est déjà ouverte
signed-in-account = Accéder à votre compte

### Account chooser

chooser-heading = Choisissez un compte
chooser-heading-application = Choisissez un compte pour { $application }
chooser-text = Une session est déjà ouverte dans ce navigateur.
chooser-continue-as = Continuer avec { $account }
chooser-another = Utiliser un autre compte

### Consent

consent-heading = Autoriser { $application } à accéder à votre compte ?
consent-title = Autoriser l’accès
consent-list = Si vous l’autorisez, { $application } pourra :
consent-writing = L’application pourra aussi modifier des éléments pour vous :
consent-offline = Et elle conservera cet accès :
consent-return = Vous reviendrez à { $host }
consent-remembered = Votre autorisation est mémorisée pour ne pas vous la redemander à chaque fois. Vous pouvez la retirer à tout moment sur la page de votre compte.
consent-allow = Autoriser
consent-deny = Refuser
consent-policy = Politique de confidentialité
consent-terms = Conditions d’utilisation

scope-openid = Confirmer votre identité lorsque vous vous connectez
scope-profile = Voir votre nom et les autres informations de base de votre profil
scope-email = Voir votre adresse e-mail et si elle est confirmée
scope-address = Voir votre adresse postale
scope-phone = Voir votre numéro de téléphone et s’il est confirmé
scope-roles = Voir quels rôles vous avez ici
scope-groups = Voir de quels groupes vous faites partie
scope-offline-access = Conserver cet accès en votre absence, jusqu’à ce que vous le retiriez
scope-other = Utiliser cette autorisation :

### Sign out

logout-heading = Se déconnecter ?
logout-text = Votre session sera fermée ici. Les applications que vous avez ouvertes avec ce compte en seront informées si elles le permettent.
logout-text-application = { $application } souhaite mettre fin à votre session. Les autres applications que vous avez ouvertes avec ce compte en seront informées si elles le permettent.
logout-missing-return = L’application a indiqué une adresse de retour, mais nous ne savons pas si cette adresse lui appartient. Vous resterez ici après la déconnexion.
logout-submit = Se déconnecter
logout-stay = Garder la session ouverte

logged-out-heading = Votre session est fermée
logged-out-text = Ce navigateur n’est plus connecté ici.
logged-out-missing-return = L’application a indiqué une adresse de retour, mais nous ne savons pas si cette adresse lui appartient. Vous restez donc ici. La déconnexion a bien eu lieu.
logged-out-told-list = Applications
logged-out-told = Informée de la déconnexion
logged-out-not-told = Injoignable – fermez-la ou déconnectez-vous-y vous-même
logged-out-return = Revenir à { $application }
logged-out-return-unnamed = Revenir à l’application
logged-out-sign-in = Se reconnecter

### Account

account-heading = Votre compte
account-menu = Compte
account-menu-overview = Vue d’ensemble
account-menu-security = Sécurité
account-menu-devices = Appareils
account-menu-apps = Applications
account-menu-activity = Activité
account-about-activity = Ce qui s’est passé dans votre compte.
account-menu-profile = Profil
account-about-profile = Ce que votre compte dit de vous.
account-about-security = Comment vous vous connectez.
account-about-devices = Où vos sessions sont ouvertes.
account-about-apps = Quelles applications peuvent utiliser votre compte, et ce que chacune peut faire.
account-username = Nom d’utilisateur
account-email = Adresse e-mail
account-email-verified = Confirmée
account-email-unverified = Non confirmée
account-applications-heading = Applications ayant accès
account-applications-count = { $count ->
    [one] { $count } application peut utiliser votre compte.
   *[other] { $count } applications peuvent utiliser votre compte.
  }
account-applications-none = Aucune application n’a accès à votre compte. Lorsque vous en autorisez une, elle apparaît ici.
account-application-can = { $application } peut :
account-withdraw = Retirer l’accès
account-withdrawn = { $application } n’a plus accès à votre compte. Les services que l’application utilise en votre nom peuvent mettre un certain temps à s’en apercevoir.
account-sign-out = Se déconnecter

### Account: profile

profile-text = Les applications ne voient ces informations que si vous l’autorisez. Laissez vide ce que vous ne souhaitez pas indiquer.
profile-save = Enregistrer
profile-saved = Votre profil est enregistré.
profile-failure-wrong-values = Rien n’est encore enregistré. Corrigez les champs signalés.
profile-failure-changed = Votre compte a été modifié entre-temps, rien n’a donc été enregistré. Voici les informations actuelles.
profile-hint-text = Ce texte est trop long ou contient des caractères invisibles.
profile-hint-web = Une adresse web, par exemple https://example.org/ada
profile-hint-birthdate = Année, mois et jour, par exemple 1815-12-10. Avec 0000, l’année n’est pas précisée.
profile-hint-zoneinfo = Un fuseau horaire, par exemple Europe/Paris
profile-hint-locale = Une langue, par exemple fr ou pt-BR
profile-hint-phone = Avec l’indicatif du pays, par exemple +33199001234

### Account: security

security-password = Mot de passe
security-password-set = Vous avez un mot de passe.
security-password-none = Vous n’avez pas de mot de passe.
security-password-change = Modifier
security-password-add = Définir un mot de passe
security-authenticator = Application d’authentification
security-authenticator-on = Vous avez une application d’authentification.
security-authenticator-off = Vous n’avez pas d’application d’authentification.
security-add = Ajouter
security-change = Modifier
security-recovery-codes = Codes de récupération
security-recovery-codes-on = Vous avez des codes de récupération.
security-recovery-codes-off = Vous les recevez lorsque vous ajoutez un second facteur.
security-see = Afficher

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Comptes associés
security-linked-none = Vous ne vous connectez avec aucun autre compte.
security-linked-count = { $count ->
    [one] Vous pouvez vous connecter avec { $count } autre compte.
   *[other] Vous pouvez vous connecter avec { $count } autres comptes.
  }
security-linked-manage = Gérer
linked-text = Avec un compte associé d’un autre fournisseur, vous pouvez vous connecter ici sans mot de passe.
linked-none = Aucun compte n’est associé.
linked-since = Association
linked-last-used = Dernière utilisation
linked-unlink = Dissocier
linked-last-way = C’est votre seul moyen de vous connecter. Définissez un mot de passe ou associez un autre compte avant de le dissocier.
linked-more = Associer un compte
linked-link = Associer { $provider }
linked-added = { $provider } est associé. Vous pouvez désormais l’utiliser pour vous connecter.
linked-removed = { $provider } n’est plus associé. Vous ne pouvez plus l’utiliser pour vous connecter.
linked-failure-cancelled = Vous avez annulé auprès de { $provider }. Rien n’a été associé.
linked-failure-unreachable = { $provider } ne répond pas pour le moment. Rien n’a été associé. Réessayez dans une minute.
linked-failure-taken = Ce compte { $provider } est déjà associé à un autre compte ici. Commencez par le dissocier de cet autre compte.
linked-failure-failed = Votre compte { $provider } n’a pas pu être associé. Rien n’a changé.

### Account: devices

devices-text = Ces navigateurs sont connectés à votre compte. Si vous n’en reconnaissez pas un, déconnectez-le et changez votre mot de passe.
devices-browser-system = { $browser } sur { $system }
devices-unknown = Navigateur inconnu
devices-this = Cet appareil
devices-signed-in = Connexion
devices-last-seen = Dernière activité
devices-applications = Applications ouvertes
devices-end = Déconnecter
devices-end-others = { $count ->
    [one] Déconnecter { $count } autre appareil
   *[other] Déconnecter { $count } autres appareils
  }
devices-ended = { $count ->
    [one] { $count } autre appareil est déconnecté.
   *[other] { $count } autres appareils sont déconnectés.
  }
devices-apps = Déconnecter un appareil ne met pas fin à l’accès des applications qui peuvent agir en votre absence. Vous les trouverez ici :

### Account: applications

apps-sees = Elle voit actuellement :
apps-allowed = Accès autorisé
apps-opened = Dernière ouverture
apps-trusted = De votre organisation
apps-trusted-text = Cette application est gérée par votre organisation, votre accord n’a donc pas été demandé. Elle retrouvera son accès lorsque vous l’ouvrirez.

### Account: activity

activity-text = Ce qui s’est passé dans votre compte, du plus récent au plus ancien.
activity-none = Rien pour l’instant.
activity-older = Plus anciens
activity-newest = Plus récents
activity-not-me-heading = Ce n’était pas vous ?
activity-not-me-text = Tous les autres appareils seront déconnectés immédiatement. Vous changerez ensuite votre mot de passe.
activity-not-me = Ce n’était pas moi
activity-others-signed-out = Tous les autres appareils sont déconnectés. Changez maintenant votre mot de passe, afin que personne ne puisse se connecter avec l’ancien.
event-application = une application
event-other = Autre événement :
event-signed-in = Vous avez ouvert une session.
event-signed-out = Un appareil a été déconnecté.
event-consent-given = Vous avez autorisé l’accès à votre compte : { $application }
event-consent-withdrawn = Vous avez retiré l’accès à votre compte : { $application }
event-consent-withdrawn-by-other = L’équipe d’administration a retiré l’accès à votre compte : { $application }
event-grant-revoked = Une application a rendu son accès : { $application }
event-grant-reuse = Une application a utilisé deux fois la même clé, son accès a donc pris fin : { $application }
event-token-revoked = Une application a rendu l’une de ses clés : { $application }
event-user-added = Votre compte a été créé.
event-user-edited = Vous avez modifié votre profil.
event-user-edited-by-other = L’équipe d’administration a modifié votre profil.
event-user-disabled = Votre compte a été désactivé.
event-user-enabled = Votre compte a été activé.
event-password-set = Vous avez changé votre mot de passe.
event-password-set-by-other = L’équipe d’administration a défini un nouveau mot de passe.
event-user-signed-out = L’équipe d’administration a fermé toutes vos sessions.
event-factor-added = Vous avez ajouté un second facteur.
event-factor-removed = Vous avez supprimé un second facteur.
event-factor-removed-by-other = L’équipe d’administration a supprimé l’un de vos seconds facteurs.
event-recovery-codes-made = Vous avez créé de nouveaux codes de récupération.
event-recovery-code-used = Vous avez utilisé un code de récupération pour vous connecter.
event-user-unlocked = L’équipe d’administration a remis à zéro le compteur de vos échecs de connexion.
event-passkey-added = Vous avez ajouté une clé d’accès.
event-passkey-renamed = Vous avez renommé une clé d’accès.
event-passkey-removed = Vous avez supprimé une clé d’accès.
event-passkey-removed-by-other = L’équipe d’administration a supprimé une clé d’accès.
event-passkey-clone = Une clé d’accès a peut-être été copiée, une connexion avec cette clé a donc été refusée. Si vous ne l’avez pas copiée, supprimez-la.
event-password-reset = Vous avez défini un nouveau mot de passe après l’oubli de l’ancien.
event-address-verified = Votre adresse e-mail a été confirmée.
event-address-changed = Votre adresse e-mail a été modifiée.
event-registered = Vous avez créé votre compte.
event-invitation-accepted = Vous avez accepté une invitation.
event-link-made = L’équipe d’administration a créé un lien pour vous.
event-mail-requested = L’envoi d’un e-mail à votre adresse a été demandé.
event-account-linked = Un compte d’un autre fournisseur a été associé.
event-account-unlinked = Un compte d’un autre fournisseur a été dissocié.
event-group-added = Vous faites désormais partie d’un groupe.
event-group-removed = Vous ne faites plus partie d’un groupe.
event-role-granted = Un rôle vous a été attribué.
event-role-taken = Un rôle vous a été retiré.

### Claims

claim-name = Nom complet
claim-given-name = Prénom
claim-family-name = Nom de famille
claim-middle-name = Deuxième prénom
claim-nickname = Surnom
claim-profile = Page de profil
claim-picture = Photo
claim-website = Site web
claim-gender = Genre
claim-birthdate = Date de naissance
claim-zoneinfo = Fuseau horaire
claim-locale = Langue
claim-phone-number = Numéro de téléphone
claim-address = Adresse
claim-street-address = Numéro et rue
claim-locality = Ville
claim-region = État ou région
claim-postal-code = Code postal
claim-country = Pays
claim-roles = Rôles
claim-groups = Groupes
claim-sub = Identifiant

### Account: password

password-heading = Changer le mot de passe
password-heading-first = Définir un mot de passe
password-text = Votre session reste ouverte sur cet appareil. Partout ailleurs, elle sera fermée, et les applications que vous y avez ouvertes perdront leur accès.
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Confirmez le nouveau mot de passe
password-rule = Au moins { $count } caractères. Quelques mots sans rapport entre eux conviennent bien ; un mot de passe que vous utilisez ailleurs, non.
password-changed = Votre mot de passe est changé. Vos sessions sont fermées partout ailleurs.
password-failure-wrong-current = Ce n’est pas votre mot de passe actuel. Réessayez.
password-failure-missing = Saisissez le nouveau mot de passe dans les deux champs.
password-failure-different = Les deux nouveaux mots de passe ne sont pas identiques. Saisissez le nouveau mot de passe dans les deux champs.
password-failure-too-short = Le nouveau mot de passe doit comporter au moins { $count } caractères.
password-failure-too-long = Le nouveau mot de passe peut comporter au plus { $count } caractères.
password-failure-not-text = Le nouveau mot de passe ne peut contenir que des lettres, des chiffres, des signes de ponctuation, des symboles et des espaces.
password-failure-common = Ce mot de passe est l’un des premiers que des pirates essaieraient. Choisissez-en un autre.

### Account: passkeys

security-passkeys = Clés d’accès
security-passkeys-count = { $count ->
    [0] Vous n’avez pas de clé d’accès.
    [one] Vous avez { $count } clé d’accès.
   *[other] Vous avez { $count } clés d’accès.
  }
security-passkeys-change = Gérer
passkeys-heading = Clés d’accès
passkeys-about = Avec une clé d’accès, vous vous connectez sans mot de passe : votre appareil vous demande votre empreinte digitale, votre visage ou un code PIN. Elle ne fonctionne qu’à cette adresse, une fausse page ne peut donc pas l’utiliser.
passkeys-place-synchronised = Synchronisée entre vos appareils
passkeys-place-device = Sur ce seul appareil
passkeys-added = Ajout
passkeys-used = Dernière utilisation
passkeys-never-used = Jamais
passkeys-name = Nom
passkeys-new-name = Nom (facultatif)
passkeys-rename = Renommer
passkeys-remove = Supprimer
passkeys-add-heading = Ajouter une clé d’accès
passkeys-add = Ajouter une clé d’accès
passkeys-exists = Cet appareil a déjà une clé d’accès pour votre compte.
passkeys-failed = Votre appareil n’a pas créé de clé d’accès. Réessayez ou utilisez un autre appareil.
passkeys-not-in-this-browser = Ce navigateur ne prend pas en charge les clés d’accès.
passkeys-need-javascript = Les clés d’accès nécessitent JavaScript. Tout le reste fonctionne sans.
passkeys-not-here = Les navigateurs ne proposent pas de clés d’accès à cette adresse : il faut https et un nom de domaine.
passkeys-failure-not-verified = La clé d’accès n’a pas pu être vérifiée et n’a donc pas été ajoutée. Réessayez.
passkeys-failure-name = Saisissez un nom de 1 à 64 caractères.
passkeys-failure-too-many = Vous avez déjà le nombre maximal de clés d’accès par compte. Supprimez-en d’abord une.
passkeys-was-added = La clé d’accès { $name } a été ajoutée. Vous pouvez désormais l’utiliser pour vous connecter.
passkeys-was-renamed = La clé d’accès s’appelle maintenant { $name }.
passkeys-was-removed = La clé d’accès { $name } a été supprimée. Personne ne peut plus l’utiliser pour se connecter.

### Welcome

welcome-heading = Un seul compte pour vos applications
welcome-text = Vous vous connectez ici une seule fois. Les applications reçoivent une clé qui n’ouvre que ce que vous autorisez, et jamais votre mot de passe.
welcome-start = Vous voulez utiliser une application ? Commencez par l’ouvrir : elle vous dirige ici lorsqu’elle a besoin de savoir qui vous êtes.
welcome-sign-in = Se connecter à votre compte

### Continue to the application (form post)

form-post-heading = Retour à l’application
form-post-heading-application = Retour à { $application }
form-post-heading-request = Un instant
form-post-text = Si rien ne se passe, appuyez sur « Continuer ».
form-post-unsafe = L’adresse de l’application n’est pas sûre, nous n’allons donc pas plus loin.

### Errors

error-unknown-client-heading = Cette application n’est pas connue ici
error-unknown-client-text = L’application dont vous venez n’est pas enregistrée auprès de ce serveur. Vous n’avez rien fait de mal.
error-unknown-client-advice = Prévenez les responsables de l’application. Elle doit d’abord être enregistrée ici.

error-redirect-uri-mismatch-heading = Nous ne pouvons pas vous renvoyer à cette adresse
error-redirect-uri-mismatch-text = L’application nous a demandé de vous envoyer à une adresse qui n’a pas été convenue avec elle. Pour protéger votre compte, nous nous sommes arrêtés ici.
error-redirect-uri-mismatch-advice = Retournez à l’application et réessayez. Si cette page réapparaît, prévenez les responsables de l’application.

error-bad-request-heading = Ce lien ne fonctionne pas
error-bad-request-text = La demande qui nous est parvenue est incomplète ou endommagée.
error-bad-request-advice = Retournez à l’application et recommencez depuis le début.

error-session-expired-heading = Cette page est restée ouverte trop longtemps
error-session-expired-text = Pour votre sécurité, une page comme celle-ci ne fonctionne que pendant un temps limité. Rien n’a été modifié.
error-session-expired-advice = Ouvrez à nouveau la page, ou retournez à l’application et recommencez depuis le début.

error-cookies-missing-heading = Votre navigateur n’a pas envoyé de cookie
error-cookies-missing-text = Cette page a besoin d’un cookie, et aucun n’est arrivé. Soit votre navigateur bloque les cookies ici, soit ils ont été supprimés après l’ouverture de la page. Rien n’a été modifié.
error-cookies-missing-advice = Autorisez les cookies pour ce site web, puis recommencez.

error-other-browser-heading = Cette page appartient à un autre navigateur
error-other-browser-text = La page a été ouverte dans un autre navigateur, dans une fenêtre privée ou avant la suppression des cookies ici. Rien n’a été modifié.
error-other-browser-advice = Recommencez dans le navigateur que vous voulez utiliser.

error-form-damaged-heading = Cette page ne fonctionne plus
error-form-damaged-text = Le formulaire contient une valeur que ce serveur n’a pas créée ou ne reconnaît plus. Cela arrive lorsqu’une adresse a été tronquée ou que le serveur a été réinstallé. Rien n’a été modifié.
error-form-damaged-advice = Retournez à l’application et recommencez depuis le début.

error-wrong-address-heading = Vous êtes à une autre adresse de ce serveur
error-wrong-address-text = La page a été ouverte à une adresse que ce serveur n’utilise pas pour la connexion. Rien n’a été modifié.
error-wrong-address-advice = Utilisez la bonne adresse. Si vous êtes ici à cause d’un lien ou de l’application, prévenez les responsables.

error-request-expired-heading = Cette demande de connexion a expiré
error-request-expired-text = La demande de l’application ne fonctionne qu’une fois et pendant peu de temps. Elle a expiré ou a déjà été utilisée. Rien n’a été modifié.
error-request-expired-advice = Retournez à l’application et recommencez depuis le début.

error-other-site-heading = Ce formulaire provient d’un autre site web
error-other-site-text = Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages. Rien n’a été modifié.
error-other-site-advice = Si c’est bien ce que vous vouliez faire, ouvrez notre page vous-même et réessayez depuis celle-ci.

error-access-denied-heading = Vous n’avez pas accès
error-access-denied-text = Votre compte n’est pas autorisé à utiliser ceci.
error-access-denied-advice = Demandez aux responsables de l’application de vous donner accès.

error-too-many-requests-heading = Veuillez patienter un instant
error-too-many-requests-text = Il y a eu trop de demandes en peu de temps.
error-too-many-requests-advice = Attendez une minute, puis réessayez.

error-request-too-large-heading = C’est trop à la fois
error-request-too-large-text = La demande est plus volumineuse que ce que ce serveur accepte.
error-request-too-large-advice = Retournez à l’application et recommencez depuis le début.

error-method-not-allowed-heading = Cette page ne peut pas être ouverte ainsi
error-method-not-allowed-text = L’adresse est correcte, mais elle a été ouverte d’une manière pour laquelle elle n’est pas prévue.
error-method-not-allowed-advice = Revenez en arrière et utilisez les boutons de la page.

error-not-found-heading = Il n’y a pas de page ici
error-not-found-text = L’adresse est peut-être mal écrite, ou la page a été déplacée.
error-not-found-advice = Vérifiez l’adresse ou revenez à la page précédente.

error-server-error-heading = Un problème est survenu de notre côté
error-server-error-text = C’est notre faute, pas la vôtre. Les responsables de ce serveur peuvent voir ce qui s’est passé.
error-server-error-advice = Veuillez réessayer dans un instant. Si le problème persiste, transmettez la référence ci-dessous.

error-unavailable-heading = Nous revenons dans un instant
error-unavailable-text = Le serveur est surchargé ou en maintenance. Rien n’a été modifié.
error-unavailable-advice = Veuillez réessayer dans une minute.

error-start-again = Recommencer
error-right-address = Aller à la bonne adresse
error-reference = Référence
error-developers = Pour les développeurs
error-developer-error = Code d’erreur
error-developer-check = Vérification échouée
error-developer-expected = Attendu
error-developer-in-log = Indiqué dans le journal du serveur, à la ligne portant cette référence.
error-developer-seen = Reçu
error-developer-nothing = (rien)

### Forgotten password, registration and links from mails

login-forgot = Mot de passe oublié ?
login-sign-up = Créer un compte
forgot-heading = Mot de passe oublié ?
forgot-text = Saisissez votre nom d’utilisateur ou votre adresse e-mail. S’il existe un compte correspondant, nous enverrons un e-mail avec un lien pour choisir un nouveau mot de passe.
forgot-failure-incomplete = Saisissez votre nom d’utilisateur ou votre adresse e-mail.
sign-up-heading = Créer un compte
sign-up-text = Saisissez votre adresse e-mail. Nous vous enverrons un e-mail pour continuer.
sign-up-address = Adresse e-mail
sign-up-terms = J’accepte les conditions d’utilisation
sign-up-terms-link = Lire les conditions d’utilisation
sign-up-failure-incomplete = Saisissez votre adresse e-mail.
sign-up-failure-not-an-address = Saisissez une seule adresse e-mail, par exemple nom@example.org.
sign-up-failure-domain = Il n’est pas possible de créer soi-même un compte avec une adresse de ce domaine. Demandez une invitation aux responsables de ce serveur.
sign-up-failure-terms = Vous devez accepter les conditions d’utilisation pour créer un compte.
ask-mail-submit = Envoyer l’e-mail
ask-mail-failure-too-many = Trop d’e-mails ont été demandés. Attendez { $wait }, puis réessayez. Un e-mail se trouve peut-être dans votre dossier de courrier indésirable.
mail-sign-in-heading = Se connecter par e-mail
mail-sign-in-explanation = Saisissez votre nom d’utilisateur ou votre adresse e-mail. S’il existe un compte correspondant, nous enverrons un e-mail avec un lien et un code.
mail-sign-in-confirm = Appuyez sur le bouton pour vous connecter avec { $address }.

reset-heading = Choisir un nouveau mot de passe
reset-mail-sent = S’il existe un compte à ce nom, un e-mail est en route. Ouvrez le lien qu’il contient ou saisissez son code ici. Cela peut prendre quelques minutes ; regardez aussi dans votre dossier de courrier indésirable.
register-heading = Terminer votre inscription
register-mail-sent = Un e-mail est en route. Ouvrez le lien qu’il contient ou saisissez son code ici. Cela peut prendre quelques minutes ; regardez aussi dans votre dossier de courrier indésirable.
register-name = Votre nom
invite-heading = Accepter l’invitation
choose-password-label = Nouveau mot de passe
choose-password-hint = Au moins { $count } caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
choose-password-submit = Enregistrer et se connecter
choose-password-failure-incomplete = Remplissez tous les champs.
choose-password-failure-too-short = Un mot de passe comporte au moins { $count } caractères.
choose-password-failure-too-long = Un mot de passe comporte au plus 256 caractères.
choose-password-failure-not-text = Un mot de passe se compose de lettres, de chiffres, de signes de ponctuation et d’espaces, sans autres caractères.
choose-password-failure-like-account = Ce mot de passe ressemble trop à votre nom, à votre adresse ou au nom de ce service.
choose-password-failure-common = Ce mot de passe est connu des personnes qui cherchent à deviner les mots de passe. Choisissez-en un autre.
mail-code-label = Code reçu par e-mail
mail-failure-wrong-code = Ce n’est pas le code de l’e-mail. Vérifiez-le et réessayez ; après cinq tentatives, il n’est plus valable.
mail-send-again = Demander un nouvel e-mail

verify-heading = Confirmer votre adresse e-mail
verify-text = L’adresse { $address } est-elle la vôtre ?
change-address-heading = Confirmer votre nouvelle adresse e-mail
change-address-text = Utiliser { $address } pour votre compte ?
confirm-mail-sent = Un e-mail est en route. Ouvrez le lien qu’il contient ou saisissez son code ici.
link-gone-heading = Ce lien n’est plus valable
link-gone-text = Il a déjà été utilisé, il est trop ancien ou il est incomplet. Rien n’a été modifié. Vous pouvez en demander un nouveau.
invitation-gone-text = Le lien a déjà été utilisé, est trop ancien ou incomplet. Si vous avez un compte, connectez-vous. Sinon, demandez une nouvelle invitation à la personne qui vous a envoyé celle-ci.
mail-other-browser-heading = Ouvrez ce lien dans l’autre navigateur
mail-other-browser-text = Pour votre sécurité, ce lien ne fonctionne que dans le navigateur depuis lequel vous l’avez demandé. Ouvrez-le dans celui-ci, ou saisissez-y le code reçu par e-mail.
address-verified-heading = Votre adresse e-mail est confirmée
address-verified-text = Merci.
address-changed-heading = Votre adresse e-mail a été modifiée
address-changed-text = Les e-mails seront désormais envoyés à votre nouvelle adresse.
address-taken-heading = Cette adresse ne peut pas être utilisée
address-taken-text = L’adresse appartient à un autre compte. Rien n’a été modifié.
mail-off-heading = Ce serveur n’envoie pas d’e-mails
mail-off-text = Adressez-vous aux responsables de ce serveur : ils peuvent vous fournir un lien pour choisir un nouveau mot de passe.
sign-up-off-heading = L’inscription est désactivée
sign-up-off-text = Demandez un compte aux responsables de ce serveur.

account-email-none = Votre compte n’a pas d’adresse e-mail.
account-email-verify = Envoyer un e-mail pour confirmer cette adresse
account-email-new = Nouvelle adresse e-mail
account-email-about = Nous envoyons un e-mail à la nouvelle adresse. Rien ne change tant que vous n’avez pas ouvert son lien ou saisi son code. Un avis est envoyé à votre ancienne adresse.
account-email-off = Ce serveur n’envoie pas d’e-mails, vous ne pouvez donc pas modifier votre adresse ici. Adressez-vous à ses responsables.
account-email-failure-same = C’est déjà votre adresse.
account-email-change = Modifier

### Mails

mail-greeting = Bonjour { $account },
mail-greeting-unknown = Bonjour,
mail-lifetime = Le lien fonctionne une seule fois, pendant { $time }.
mail-code = Ou saisissez ce code sur la page qui vous l’a demandé :
mail-link-plain = Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :
mail-go-to-sign-in = Aller à la page de connexion

mail-test-subject = E-mail de test de { $host }
mail-test-text = Ceci est un test. { $host } peut envoyer des e-mails à cette adresse.

mail-reset-subject = Choisissez un nouveau mot de passe pour { $host }
mail-reset-text = Quelqu’un a demandé à choisir un nouveau mot de passe pour votre compte sur { $host }. Si c’était vous, ouvrez le lien.
mail-reset-action = Choisir un nouveau mot de passe
mail-reset-closing = Si ce n’était pas vous, ne faites rien : votre mot de passe reste inchangé. Ne donnez ce lien et ce code à personne.

mail-verify-subject = Confirmez votre adresse e-mail pour { $host }
mail-verify-text = Veuillez confirmer que cette adresse e-mail est bien la vôtre.
mail-verify-action = Confirmer cette adresse
mail-verify-closing = Si vous n’avez pas de compte ici, ne faites rien.

mail-change-subject = Confirmez votre nouvelle adresse e-mail pour { $host }
mail-change-text = Quelqu’un a demandé à utiliser cette adresse e-mail pour un compte sur { $host }. Si c’était vous, ouvrez le lien.
mail-change-action = Utiliser cette adresse
mail-change-closing = Si ce n’était pas vous, ne faites rien : rien ne change.

mail-address-taken-subject = Votre adresse e-mail sur { $host }
mail-address-taken-text = Une personne connectée avec un autre compte sur { $host } a essayé d’utiliser cette adresse e-mail. Elle est rattachée à votre compte, rien n’a donc changé.

mail-register-subject = Terminez votre inscription sur { $host }
mail-register-text = Quelqu’un a commencé une inscription sur { $host } avec cette adresse e-mail. Si c’était vous, ouvrez le lien.
mail-register-action = Continuer
mail-register-closing = Si ce n’était pas vous, ne faites rien : aucun compte n’est créé.

mail-registered-subject = Vous avez déjà un compte sur { $host }
mail-registered-text = Quelqu’un a commencé une inscription sur { $host } avec cette adresse e-mail, mais vous avez déjà un compte. Si c’était vous, connectez-vous. Si vous avez oublié votre mot de passe, choisissez-en un nouveau depuis la page de connexion.

mail-invite-subject = Invitation à rejoindre { $host }
mail-invite-text = Vous recevez une invitation à créer un compte sur { $host }.
mail-invite-action = Accepter l’invitation
mail-invite-closing = Si vous ne souhaitez pas de compte, ne faites rien.

mail-sign-in-subject = Votre connexion à { $host }
mail-sign-in-text = Quelqu’un a demandé à se connecter à votre compte sur { $host }. Si c’était vous, ouvrez le lien dans le même navigateur.
mail-sign-in-action = Se connecter
mail-sign-in-closing = Si ce n’était pas vous, ne faites rien. Ne donnez ce lien et ce code à personne.

mail-password-changed-subject = Votre mot de passe pour { $host } a été changé
mail-password-changed-text = Le mot de passe de votre compte sur { $host } a été changé.
mail-address-changed-subject = Votre adresse e-mail sur { $host } a été modifiée
mail-address-changed-text = L’adresse e-mail de votre compte sur { $host } a été modifiée.
mail-new-device-subject = Nouvelle connexion à { $host }
mail-new-device-text = Votre compte sur { $host } a été utilisé dans un navigateur que nous ne connaissions pas.
mail-factor-added-subject = Nouveau moyen de connexion à { $host }
mail-factor-added-text = Un moyen de connexion a été ajouté à votre compte sur { $host }.
mail-factor-removed-subject = Un moyen de connexion à { $host } a été supprimé
mail-factor-removed-text = Un moyen de connexion a été supprimé de votre compte sur { $host }.
mail-fact-factor = Quoi
mail-fact-time = Quand
mail-fact-network-address = Adresse réseau
mail-fact-device = Navigateur
mail-not-me = Si c’était vous, ne faites rien. Si ce n’était pas vous, choisissez maintenant un nouveau mot de passe. Cela met fin à toutes les sessions.
mail-not-me-action = Ce n’était pas moi

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Recevoir un code par e-mail
mail-sign-in-sent = S’il existe un compte à ce nom avec une adresse e-mail confirmée, un e-mail est en route. Saisissez son code ici ou ouvrez son lien dans ce navigateur. Cela peut prendre quelques minutes ; regardez aussi dans votre dossier de courrier indésirable.
mail-sign-in-other-way = Se connecter autrement
second-step-mail-code = Un e-mail avec un code est en route vers l’adresse e-mail de votre compte. Cela peut prendre quelques minutes ; regardez aussi dans votre dossier de courrier indésirable.
second-step-mail-to-send = Nous envoyons un e-mail avec un code à l’adresse e-mail de votre compte.
second-step-use-mail-code = Utiliser un code reçu par e-mail
second-step-trust = Ne plus demander sur cet appareil pendant { $time }
second-step-trust-hint = Ne choisissez cette option que sur un appareil que personne d’autre n’utilise. Vous pouvez revenir sur ce choix sur la page de votre compte, sous « Appareils ».
trusted-heading = Appareils de confiance
trusted-text = Lorsque vous vous connectez avec ces navigateurs, la seconde étape ne vous est pas demandée.
trusted-since = De confiance depuis
trusted-last-used = Dernière utilisation
trusted-until = Valable jusqu’au
trusted-forget = Demander à nouveau sur cet appareil
trusted-forgotten = La seconde étape vous est de nouveau demandée sur cet appareil.
event-device-trusted = Vous avez choisi que la seconde étape ne vous soit plus demandée sur un appareil.
event-device-forgotten = Vous avez choisi que la seconde étape vous soit de nouveau demandée sur un appareil.
mail-code-alone = Saisissez ce code sur la page qui vous le demande :
mail-code-lifetime = Le code fonctionne une seule fois, pendant { $time }.
mail-confirm-subject = Votre code pour { $host }
mail-confirm-text = Quelqu’un se connecte en ce moment à votre compte sur { $host }. Si c’est vous, saisissez le code.
mail-confirm-closing = Si ce n’est pas vous, choisissez un nouveau mot de passe : quelqu’un connaît le vôtre. Ne donnez ce code à personne.
sign-up-failure-reserved = Il n’est pas possible de créer soi-même un compte avec cette adresse. Demandez une invitation aux responsables de ce serveur.
logged-out-provider-text = Vous avez utilisé { $provider } pour vous connecter. Votre session y reste ouverte.
logged-out-provider = Se déconnecter aussi de { $provider }
logged-out-provider-failed = Votre session auprès de { $provider } n’a pas pu être fermée d’ici. Déconnectez-vous-y vous-même.
profile-required = { $name } (obligatoire)
profile-not-set = Non renseigné
profile-yes = Oui
profile-no = Non
profile-hint-list = Un élément par ligne.
profile-hint-number = Un nombre, par exemple 7 ou 1.5
profile-hint-required = Remplissez ce champ.
account-switch = Changer de compte
accounts-heading = Comptes dans ce navigateur
accounts-signed-out = Déconnecté
accounts-sign-out-of = Se déconnecter de { $account }
accounts-sign-out-this = Se déconnecter de ce compte
accounts-sign-out-all = Se déconnecter de tous les comptes dans ce navigateur
logged-out-others = D’autres comptes sont encore connectés dans ce navigateur.
logged-out-accounts = Afficher les autres comptes
no-access-heading = Accès refusé
no-access-text = Ce compte n’est pas autorisé à utiliser { $application }.
no-access-ask = Si vous avez besoin d’y accéder, adressez-vous aux responsables de ce service.
login-keep = Garder la session ouverte sur cet appareil
no-access-network = Il n’est pas permis d’utiliser { $application } depuis ce réseau.
second-step-passkey = Utilisez une clé d’accès de ce compte. Votre appareil vous demande votre empreinte digitale, votre visage ou un code PIN.
second-step-failure-passkey = Cette clé d’accès n’a pas fonctionné. Réessayez ou essayez une autre méthode.
second-step-passkey-was-added = Votre clé d’accès a été ajoutée. Utilisez-la maintenant pour continuer.
authenticator-use-passkey = Ajouter plutôt une clé d’accès
sign-in-passkey-reason = Un mot de passe ne suffit pas pour se connecter ici. Ajoutez maintenant une clé d’accès.
sign-in-passkey-reason-application = { $application } demande plus qu’un mot de passe lors de la connexion. Ajoutez maintenant une clé d’accès.
sign-in-passkey-use-authenticator = Ajouter plutôt une application d’authentification
passkey-offer-heading = Se connecter sans mot de passe la prochaine fois ?
passkey-offer-not-now = Pas maintenant
passkey-offer-later = Si vous choisissez « Pas maintenant », nous ne vous le redemanderons pas. Vous pouvez ajouter une clé d’accès à tout moment sur la page de votre compte.
event-passkey-offer-declined = Vous n’avez pas voulu de clé d’accès.
passkeys-failure-model = Seules certaines clés de sécurité sont acceptées ici, et cet appareil n’a pas prouvé qu’il en fait partie. Utilisez une clé de sécurité de votre organisation et autorisez le navigateur à communiquer sa marque et son modèle.
account-menu-data = Vos données
account-about-data = Télécharger tout ce que nous conservons à votre sujet, ou supprimer votre compte.
data-export-heading = Télécharger vos données
data-export-text = Tout ce que ce serveur conserve à votre sujet : votre profil, vos moyens de connexion, vos appareils, vos applications et votre activité. Les mots de passe, les clés et les codes n’y figurent pas.
data-export-html = Télécharger pour lire (HTML)
data-export-json = Télécharger pour des programmes (JSON)
data-deletion-text = Vos sessions seront fermées partout. Vous aurez 14 jours pour changer d’avis ; ensuite, votre compte sera définitivement supprimé.
data-deletion-open = Supprimer ce compte
deletion-heading = Supprimer votre compte
deletion-text = Si vous supprimez votre compte :
deletion-sessions = { $count ->
    [one] cet appareil sera déconnecté
   *[other] { $count } appareils seront déconnectés, y compris celui-ci
  }
deletion-applications = { $count ->
    [0] aucune application n’a accès à votre compte
    [one] une application perdra son accès
   *[other] { $count } applications perdront leur accès
  }
deletion-day = le { $day }, tout ce qui vous concerne sur ce serveur sera définitivement supprimé
deletion-return = Si vous changez d’avis avant cette date, connectez-vous et choisissez de conserver votre compte.
deletion-export = Vous pouvez d’abord télécharger vos données :
deletion-submit = Supprimer mon compte
deletion-requested-heading = Votre compte va être supprimé
deletion-requested-text = Vos sessions sont fermées partout. Votre compte sera supprimé le { $day }.
deletion-requested-mail = Nous vous avons envoyé un e-mail à ce sujet.
keep-account-heading = Conserver votre compte ?
keep-account-text = Ce compte sera supprimé le { $day }, comme vous l’avez demandé. Votre session ne s’ouvrira que si vous choisissez de le conserver.
keep-account-keep = Conserver mon compte
keep-account-delete = Le supprimer comme prévu
event-data-exported = Vous avez téléchargé vos données.
event-deletion-requested = Vous avez demandé la suppression de votre compte.
event-deletion-requested-by-other = L’équipe d’administration a programmé la suppression de votre compte.
event-deletion-cancelled = Vous avez conservé votre compte.
event-deletion-cancelled-by-other = L’équipe d’administration a annulé la suppression de votre compte.
mail-deletion-requested-subject = Votre compte sur { $host } va être supprimé
mail-deletion-requested-text = Une personne connectée à votre compte sur { $host } a demandé sa suppression. Jusqu’à la date ci-dessous, vous pouvez vous connecter et le conserver.
mail-deletion-cancelled-subject = Votre compte sur { $host } est conservé
mail-deletion-cancelled-text = Votre compte sur { $host } devait être supprimé. Quelqu’un s’y est connecté et l’a conservé.
mail-fact-deletion = Date de suppression
export-heading = Données sur { $account }
export-text = Tout ce que { $host } conserve sur ce compte, état au { $time }. Les mots de passe, les clés et les codes n’y figurent pas.
export-nothing = Rien.
export-account = Compte
export-sign-in = Connexion
export-sessions = Appareils
export-consents = Ce que vous avez autorisé aux applications
export-grants = Accès des applications
export-mail-links = Liens reçus par e-mail encore valables
export-events = Activité
export-email-verified = Adresse e-mail confirmée
export-phone-number-verified = Numéro de téléphone confirmé
export-granted-roles = Rôles attribués
export-disabled = Désactivé
export-created-at = Création
export-updated-at = Modification
export-password-set = Mot de passe défini
export-passkey = Votre clé d’accès
export-linked-account = Compte associé
export-failed-sign-ins = Échecs de connexion
export-failures-forgotten = Jours après lesquels les échecs de connexion ne comptent plus
export-methods = Méthodes
export-expires-at = Fin
export-client-id = Identifiant de l’application
export-application = Application
export-scope = Portée
export-allowed-at = Accès autorisé
export-audiences = Destinataires
export-purpose = Finalité
export-kind = Type
export-by = Par
export-changed = Changement
export-provider = Fournisseur
export-provider-subject = Compte auprès du fournisseur
export-last-used-at = Dernière utilisation
export-synchronised = Synchronisée
export-left = Restants
password-failure-breached = Ce mot de passe figure dans une liste de mots de passe volés à d’autres services. Les pirates essaient ceux-là en premier. Choisissez-en un autre ici, et changez-le partout où vous l’utilisez.
picture-change = Modifier votre photo
picture-alt = Votre photo
picture-none = Vous n’avez pas de photo.
picture-elsewhere = Votre photo se trouve sur un autre serveur.
picture-file = Nouvelle photo
picture-hint = PNG, JPEG ou WebP, 8 Mo au maximum. Nous gardons le carré central, et rien de ce que le fichier indique sur le lieu, la date ou l’appareil photo. Les applications qui voient votre profil voient aussi la photo, de même que toute personne qui en connaît l’adresse.
picture-upload = Enregistrer la photo
picture-remove = Supprimer la photo
picture-saved = Votre photo est enregistrée.
picture-removed = Votre photo est supprimée.
picture-failure-missing = Choisissez d’abord un fichier.
picture-failure-too-large = Ce fichier est trop volumineux. Une photo fait au plus 8 Mo.
picture-failure-too-many-pixels = Cette photo a trop de pixels. Elle peut en avoir au plus 10 000 de chaque côté et 50 millions en tout.
picture-failure-format = Ce fichier n’est pas une image PNG, JPEG ou WebP.
picture-failure-damaged = Cette photo est endommagée. Ouvrez-la dans un autre programme et enregistrez-la à nouveau.
picture-failure-busy = Trop de photos sont en cours d’enregistrement. Réessayez dans un instant.
terms-heading = Les conditions d’utilisation ont changé
terms-text = Veuillez lire les conditions d’utilisation, version { $version }, et les accepter pour continuer.
terms-decline = Je ne les accepte pas
event-terms-accepted = Vous avez accepté les conditions d’utilisation.
event-claims-previewed = L’équipe d’administration a consulté les données qu’une application reçoit sur vous : { $application }
export-accepted-terms = Conditions d’utilisation acceptées

### Terms at the first sign-in

terms-heading-first = Accepter les conditions d’utilisation

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Nouveaux codes de récupération sur { $host }
mail-recovery-codes-made-text = De nouveaux codes de récupération ont été créés pour votre compte sur { $host }. Les anciens ne fonctionnent plus.
mail-recovery-code-used-subject = Un code de récupération a été utilisé sur { $host }
mail-recovery-code-used-text = Un de vos codes de récupération a été utilisé pour se connecter à votre compte sur { $host }.
mail-account-linked-subject = Un compte a été associé sur { $host }
mail-account-linked-text = Un compte d’un autre fournisseur a été associé à votre compte sur { $host }. Il permet désormais de se connecter.
mail-account-unlinked-subject = Un compte a été dissocié sur { $host }
mail-account-unlinked-text = Un compte d’un autre fournisseur a été dissocié de votre compte sur { $host }. Il ne permet plus de se connecter.

### Places of addresses, and the way to the console

place-estimated = { $place } (estimation)
mail-fact-place = Lieu
account-console = Administration
account-about-console = Utilisateurs, applications et réglages du serveur.
