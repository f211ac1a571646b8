namespace SearchCore.Formats.Text;

/// <summary>What archives call the languages of their articles, in the languages they are operated in.</summary>
internal static class LanguageNames
{
    /// <summary>The code of a language; the name in small letters where it is not known.</summary>
    public static string? CodeOf(string? name) => name?.Split(';')[0].Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "ENGLISH" or "ENGLISCH" or "ANGLAIS" or "INGLÉS" or "INGLESE" or "INGLÊS" or "ENGELS" or "EN" => "en",
        "GERMAN" or "DEUTSCH" or "ALLEMAND" or "ALEMÁN" or "TEDESCO" or "ALEMÃO" or "DUITS" or "DE" => "de",
        "FRENCH" or "FRANÇAIS" or "FRANZÖSISCH" or "FRANCÉS" or "FRANCESE" or "FRANCÊS" or "FRANS" or "FR" => "fr",
        "SPANISH" or "ESPAÑOL" or "SPANISCH" or "ESPAGNOL" or "SPAGNOLO" or "ESPANHOL" or "SPAANS" or "ES" => "es",
        "ITALIAN" or "ITALIANO" or "ITALIENISCH" or "ITALIEN" or "ITALIAANS" or "IT" => "it",
        "DUTCH" or "NEDERLANDS" or "NIEDERLÄNDISCH" or "NÉERLANDAIS" or "HOLANDÉS" or "NL" => "nl",
        "PORTUGUESE" or "PORTUGUÊS" or "PORTUGIESISCH" or "PORTUGAIS" or "PORTUGUÉS" or "PT" => "pt",
        "RUSSIAN" or "RUSSISCH" or "RUSSE" or "RUSO" or "РУССКИЙ" or "RU" => "ru",
        "SWEDISH" or "SCHWEDISCH" or "SUÉDOIS" or "SVENSKA" => "sv",
        "DANISH" or "DÄNISCH" or "DANOIS" or "DANSK" => "da",
        "NORWEGIAN" or "NORWEGISCH" or "NORVÉGIEN" or "NORSK" => "no",
        "FINNISH" or "FINNISCH" or "FINNOIS" or "SUOMI" => "fi",
        "TURKISH" or "TÜRKISCH" or "TURC" or "TÜRKÇE" => "tr",
        "ARABIC" or "ARABISCH" or "ARABE" => "ar",
        "POLISH" or "POLNISCH" or "POLONAIS" or "POLSKI" => "pl",
        "CHINESE" or "CHINESISCH" or "CHINOIS" => "zh",
        "JAPANESE" or "JAPANISCH" or "JAPONAIS" => "ja",
        "KOREAN" or "KOREANISCH" or "CORÉEN" => "ko",
        var other => other.ToLowerInvariant(),
    };
}
