/**
 * Why a file is not indexed, by the reason that the ledger has, in each language. A reason that is
 * not here shows as it is.
 * @type {Record<string, {en: string, fr: string}>}
 */
export const reasons = {
  bad_answer_key: { en: 'answer key that cannot be read', fr: 'corrigé illisible' },
  binary: { en: 'not text', fr: 'pas du texte' },
  broken: { en: 'damaged', fr: 'endommagé' },
  broken_shortcut: { en: 'shortcut to nothing', fr: 'raccourci sans cible' },
  download_forbidden: { en: 'download not allowed', fr: 'téléchargement interdit' },
  empty: { en: 'empty', fr: 'vide' },
  encrypted: { en: 'locked by a password', fr: 'protégé par un mot de passe' },
  excluded: { en: 'excluded by the settings', fr: 'exclu par les réglages' },
  export_too_large: { en: 'too large to export', fr: 'trop grand pour être exporté' },
  forbidden: { en: 'no access', fr: 'accès refusé' },
  generated: { en: 'written by a program', fr: 'écrit par un programme' },
  incomplete_content: { en: 'arrived incomplete', fr: 'reçu incomplet' },
  lfs_pointer: { en: 'kept in Git LFS', fr: 'stocké dans Git LFS' },
  no_text: { en: 'holds no text', fr: 'ne contient pas de texte' },
  not_found: { en: 'not found', fr: 'introuvable' },
  not_included: { en: 'not included by the settings', fr: 'non inclus par les réglages' },
  refused: { en: 'refused', fr: 'refusé' },
  store_refused: { en: 'could not be stored', fr: 'impossible à enregistrer' },
  submodule: { en: 'submodule', fr: 'sous-module' },
  symlink: { en: 'symbolic link', fr: 'lien symbolique' },
  too_complex: { en: 'too complex', fr: 'trop complexe' },
  too_large: { en: 'too large', fr: 'trop grand' },
  unsupported: { en: 'kind of file that is not read', fr: 'type de fichier non lu' },
  upstream_timeout: { en: 'took too long', fr: 'trop long à répondre' },
  upstream_unavailable: { en: 'source did not answer', fr: 'la source n’a pas répondu' },
  vendored: { en: 'other people’s code', fr: 'code de tiers' },
};
