namespace SearchCore.Analysis;

/// <summary>
/// The stems of English words, by Snowball's English stemmer (Porter2, http://snowball.tartarus.org/algorithms/english/stemmer.html): the
/// same that Lucene's <c>EnglishStemmer</c> makes, of bytes in place, for words of letters and figures of ASCII in small letters.
/// </summary>
/// <remarks>
/// A new word of a load goes through here alone instead of through a chain of token filters. For one thread; nothing is allocated.
/// </remarks>
internal ref struct EnglishStemming
{
    // A y that is a consonant, as at the beginning of a word and behind a vowel.
    private const byte Consonant = (byte)'Y';

    private readonly Span<byte> word;
    private int length;

    // Where the regions R1 and R2 begin, to which suffixes are bound.
    private int first;
    private int second;

    private EnglishStemming(Span<byte> word, int length)
    {
        this.word = word;
        this.length = length;
    }

    /// <summary>Stems a word.</summary>
    /// <param name="word">The word, and room for one byte more than it has.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <returns>How many bytes its stem has, at the beginning of <paramref name="word"/>.</returns>
    public static int Stem(Span<byte> word, int length)
    {
        var given = word[..length];
        if (length < 3)
        {
            return length;
        }

        if (Exception(given) is { IsEmpty: false } stem)
        {
            stem.CopyTo(word);
            return stem.Length;
        }

        var stemming = new EnglishStemming(word, length);
        stemming.Run();
        return stemming.length;
    }

    private void Run()
    {
        var hasConsonants = MarkConsonants();
        MarkRegions();
        Plurals();
        if (!IsLeftAlone(word[..length]))
        {
            PastAndParticiple();
            FinalY();
            LongSuffixes();
            ShortSuffixes();
            Endings();
            FinalLetter();
        }

        if (hasConsonants)
        {
            word[..length].Replace(Consonant, (byte)'y');
        }
    }

    private static ReadOnlySpan<byte> Exception(ReadOnlySpan<byte> word) => word.Length > 6 ? default : word switch
    {
        _ when word.SequenceEqual("skis"u8) => "ski"u8,
        _ when word.SequenceEqual("skies"u8) || word.SequenceEqual("sky"u8) => "sky"u8,
        _ when word.SequenceEqual("dying"u8) => "die"u8,
        _ when word.SequenceEqual("lying"u8) => "lie"u8,
        _ when word.SequenceEqual("tying"u8) => "tie"u8,
        _ when word.SequenceEqual("idly"u8) => "idl"u8,
        _ when word.SequenceEqual("gently"u8) => "gentl"u8,
        _ when word.SequenceEqual("ugly"u8) => "ugli"u8,
        _ when word.SequenceEqual("early"u8) => "earli"u8,
        _ when word.SequenceEqual("only"u8) => "onli"u8,
        _ when word.SequenceEqual("singly"u8) => "singl"u8,
        _ when word.SequenceEqual("news"u8) => "news"u8,
        _ when word.SequenceEqual("howe"u8) => "howe"u8,
        _ when word.SequenceEqual("atlas"u8) => "atlas"u8,
        _ when word.SequenceEqual("cosmos"u8) => "cosmos"u8,
        _ when word.SequenceEqual("bias"u8) => "bias"u8,
        _ when word.SequenceEqual("andes"u8) => "andes"u8,
        _ => default,
    };

    private static bool IsLeftAlone(ReadOnlySpan<byte> word) => word.Length switch
    {
        6 => word.SequenceEqual("inning"u8) || word.SequenceEqual("outing"u8) || word.SequenceEqual("exceed"u8),
        7 => word.SequenceEqual("canning"u8) || word.SequenceEqual("herring"u8) || word.SequenceEqual("earring"u8)
            || word.SequenceEqual("proceed"u8) || word.SequenceEqual("succeed"u8),
        _ => false,
    };

    private readonly bool MarkConsonants()
    {
        var any = false;
        for (var i = 0; i < length; i++)
        {
            if (word[i] == 'y' && (i == 0 || IsVowel(word[i - 1])))
            {
                word[i] = Consonant;
                any = true;
            }
        }

        return any;
    }

    // R1 is what follows the first consonant behind a vowel, R2 the same within R1.
    private void MarkRegions()
    {
        ReadOnlySpan<byte> whole = word[..length];
        first = whole.StartsWith("gener"u8) || whole.StartsWith("arsen"u8) ? 5 : whole.StartsWith("commun"u8) ? 6 : RegionBehind(0);
        second = RegionBehind(first);
    }

    private readonly int RegionBehind(int from)
    {
        var at = from;
        while (at < length && !IsVowel(word[at]))
        {
            at++;
        }

        while (at < length && IsVowel(word[at]))
        {
            at++;
        }

        return Math.Min(at + 1, length);
    }

    // Step 1a.
    private void Plurals()
    {
        if (Ends("sses"u8))
        {
            length -= 2;
        }
        else if (Ends("ied"u8) || Ends("ies"u8))
        {
            length -= length >= 5 ? 2 : 1;
        }
        else if (Ends("s"u8) && !Ends("us"u8) && !Ends("ss"u8) && HasVowel(length - 2))
        {
            length--;
        }
    }

    // Step 1b.
    private void PastAndParticiple()
    {
        if (Ends("eedly"u8) || Ends("eed"u8))
        {
            var suffix = word[length - 1] == 'y' ? 5 : 3;
            length = length - suffix >= first ? length - suffix + 2 : length;
            return;
        }

        var cut = Ends("ingly"u8) ? 5 : Ends("edly"u8) ? 4 : Ends("ing"u8) ? 3 : Ends("ed"u8) ? 2 : 0;
        if (cut == 0 || !HasVowel(length - cut))
        {
            return;
        }

        length -= cut;
        if (Ends("at"u8) || Ends("bl"u8) || Ends("iz"u8) || (!EndsInDouble() && length == first && IsShort(length)))
        {
            word[length++] = (byte)'e';
        }
        else if (EndsInDouble())
        {
            length--;
        }
    }

    // Step 1c.
    private readonly void FinalY()
    {
        if (length > 2 && word[length - 1] is (byte)'y' or Consonant && !IsVowel(word[length - 2]))
        {
            word[length - 1] = (byte)'i';
        }
    }

    // Step 2. Of all suffixes that a word ends in the longest counts, also where it is outside of R1 and so stays.
    private void LongSuffixes() => _ = word[length - 1] switch
    {
        (byte)'l' => Change("ational"u8, "ate"u8, first) || Change("tional"u8, "tion"u8, first),
        (byte)'r' => Change("izer"u8, "ize"u8, first) || Change("ator"u8, "ate"u8, first),
        (byte)'n' => Change("ization"u8, "ize"u8, first) || Change("ation"u8, "ate"u8, first),
        (byte)'m' => Change("alism"u8, "al"u8, first),
        (byte)'s' => Change("fulness"u8, "ful"u8, first) || Change("ousness"u8, "ous"u8, first) || Change("iveness"u8, "ive"u8, first),
        (byte)'i' => Change("biliti"u8, "ble"u8, first) || Change("lessli"u8, "less"u8, first) || Change("entli"u8, "ent"u8, first)
            || Change("aliti"u8, "al"u8, first) || Change("ousli"u8, "ous"u8, first) || Change("iviti"u8, "ive"u8, first)
            || Change("fulli"u8, "ful"u8, first) || Change("enci"u8, "ence"u8, first) || Change("anci"u8, "ance"u8, first)
            || Change("abli"u8, "able"u8, first) || Change("alli"u8, "al"u8, first) || Change("bli"u8, "ble"u8, first)
            || Change("ogi"u8, "og"u8, first, behind: "l"u8) || Change("li"u8, default, first, behind: "cdeghkmnrt"u8),
        _ => false,
    };

    // Step 3.
    private void ShortSuffixes() => _ = word[length - 1] switch
    {
        (byte)'l' => Change("ational"u8, "ate"u8, first) || Change("tional"u8, "tion"u8, first) || Change("ical"u8, "ic"u8, first)
            || Change("ful"u8, default, first),
        (byte)'e' => Change("alize"u8, "al"u8, first) || Change("icate"u8, "ic"u8, first)
            || Change("ative"u8, default, second),
        (byte)'i' => Change("iciti"u8, "ic"u8, first),
        (byte)'s' => Change("ness"u8, default, first),
        _ => false,
    };

    // Step 4.
    private void Endings() => _ = word[length - 1] switch
    {
        (byte)'l' => Change("al"u8, default, second),
        (byte)'e' => Change("ance"u8, default, second) || Change("ence"u8, default, second) || Change("able"u8, default, second)
            || Change("ible"u8, default, second) || Change("ate"u8, default, second) || Change("ive"u8, default, second)
            || Change("ize"u8, default, second),
        (byte)'r' => Change("er"u8, default, second),
        (byte)'c' => Change("ic"u8, default, second),
        (byte)'t' => Change("ement"u8, default, second) || Change("ment"u8, default, second) || Change("ant"u8, default, second)
            || Change("ent"u8, default, second),
        (byte)'m' => Change("ism"u8, default, second),
        (byte)'i' => Change("iti"u8, default, second),
        (byte)'s' => Change("ous"u8, default, second),
        (byte)'n' => Change("ion"u8, default, second, behind: "st"u8),
        _ => false,
    };

    // Step 5.
    private void FinalLetter()
    {
        var stem = length - 1;
        if ((word[stem] == 'e' && (stem >= second || (stem >= first && !IsShort(stem))))
            || (word[stem] == 'l' && stem >= second && stem > 0 && word[stem - 1] == 'l'))
        {
            length = stem;
        }
    }

    private readonly bool Ends(ReadOnlySpan<byte> suffix) => ((ReadOnlySpan<byte>)word[..length]).EndsWith(suffix);

    // Whether the word ends in a suffix, which is exchanged where it stands in a region, and behind one of some letters.
    private bool Change(ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> by, int region, ReadOnlySpan<byte> behind = default)
    {
        if (!Ends(suffix))
        {
            return false;
        }

        var from = length - suffix.Length;
        if (from >= region && (behind.IsEmpty || (from > 0 && behind.Contains(word[from - 1]))))
        {
            by.CopyTo(word[from..]);
            length = from + by.Length;
        }

        return true;
    }

    private readonly bool EndsInDouble() => length > 1 && word[length - 1] == word[length - 2] && "bdfgmnprt"u8.Contains(word[length - 1]);

    private readonly bool HasVowel(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(word[i]))
            {
                return true;
            }
        }

        return false;
    }

    // Whether a short syllable ends at a place: a vowel between consonants, the last of which is none of w, x and Y; or a vowel at the
    // beginning, and a consonant.
    private readonly bool IsShort(int end) => end == 2
        ? IsVowel(word[0]) && !IsVowel(word[1])
        : end > 2 && !IsVowel(word[end - 3]) && IsVowel(word[end - 2]) && !IsVowel(word[end - 1])
            && word[end - 1] is not ((byte)'w' or (byte)'x' or Consonant);

    private static bool IsVowel(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y';
}
