namespace SearchCore.Formats.Rtf;

/// <summary>What the control words of an RTF mean.</summary>
internal sealed partial class RtfReader
{
    private void Word(ReadOnlySpan<char> word, int? number, bool isFirst)
    {
        if (isFirst && Destination(word))
        {
            isStarred = false;
            return;
        }

        switch (word)
        {
            case "par" or "line" or "row" or "nestrow" or "page" or "sect" or "column":
                EndLine();
                break;
            case "tab" or "cell" or "nestcell":
                Add('\t');
                break;
            case "u" when number is { } code:
                toSkip = 0;
                Add((char)(ushort)code);
                toSkip = group.UnicodeSkip;
                return;
            case "uc":
                group.UnicodeSkip = Math.Clamp(number ?? 1, 0, 16);
                break;
            case "bin":
                Skip(number ?? 0);
                break;
            case "f" or "deff":
                if (group.Destination == RtfDestination.Fonts || number is not null)
                {
                    group.Font = number ?? 0;
                }

                break;
            case "fcharset" when group.Destination == RtfDestination.Fonts:
                fonts.Font(group.Font, number ?? 0);
                break;
            case "ansicpg":
                fonts.Document(number ?? 0);
                break;
            case "mac":
                fonts.Document(10000);
                break;
            case "pc":
                fonts.Document(437);
                break;
            case "pca":
                fonts.Document(850);
                break;
            case "plain":
                group.IsHidden = false;
                break;
            case "v" or "deleted":
                group.IsHidden = number is not 0;
                break;
            case "pard" or "ql" or "qj" or "qr":
                group.IsCentred = false;
                break;
            case "qc":
                group.IsCentred = true;
                break;
            case "yr" or "mo" or "dy" or "hr" or "min" when group.Destination == RtfDestination.Created:
                created[word[0] switch { 'y' => 0, 'd' => 2, 'h' => 3, _ => word is "mo" ? 1 : 4 }] = Math.Clamp(number ?? 0, 0, 9_999);
                break;
            default:
                if (Character(word) is { } character)
                {
                    Add(character);
                }

                break;
        }

        toSkip = 0;
    }

    private static char? Character(ReadOnlySpan<char> word) => word switch
    {
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" or "enspace" or "qmspace" => ' ',
        _ => null,
    };

    // The first word of a group may say that what is in it is something else than text.
    private bool Destination(ReadOnlySpan<char> word)
    {
        if (group.Destination is RtfDestination.Nowhere && word is not ("title" or "author" or "creatim" or "shptxt"))
        {
            return isStarred;
        }

        switch (word)
        {
            case "fonttbl":
                group.Destination = RtfDestination.Fonts;
                return true;
            case "title" or "author" or "creatim" when groups.Count == 3 && beyond == 0:
                group.Destination = word[0] switch
                {
                    't' => RtfDestination.Title,
                    'a' => RtfDestination.Author,
                    _ => RtfDestination.Created,
                };
                return true;
            case "header" or "headerl" or "headerr" or "headerf" or "footer" or "footerl" or "footerr" or "footerf":
                return Omitting("headers and footers");
            case "footnote" or "annotation" or "shptxt":
                return Omitting(word is "footnote" ? "footnotes" : word is "shptxt" ? "text boxes" : "annotations");
            case "pict" or "object":
                Omit(word is "pict" ? "pictures" : "embedded objects");
                group.Destination = RtfDestination.Nowhere;
                return true;
            case "info" or "colortbl" or "stylesheet" or "listtable" or "listoverridetable" or "filetbl" or "revtbl" or "rsidtbl"
                or "generator" or "fldinst" or "bkmkstart" or "bkmkend" or "xe" or "tc" or "nonshppict" or "themedata" or "datastore"
                or "latentstyles" or "pgdsctbl" or "mmathPr" or "private" or "template" or "pntext" or "listtext":
                group.Destination = RtfDestination.Nowhere;
                return true;
        }

        if (isStarred)
        {
            group.Destination = RtfDestination.Nowhere;
            return true;
        }

        return false;
    }

    private bool Omitting(string what)
    {
        (group.Destination, group.Omitting) = (RtfDestination.Omitted, what);
        return true;
    }

    private void Skip(int bytes)
    {
        for (; bytes > 0 && Read() >= 0; bytes--)
        {
        }
    }
}
