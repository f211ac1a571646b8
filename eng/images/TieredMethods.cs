using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// A step of compiling the console ahead of time (AheadOfTime.targets): copies assemblies with their methods marked
/// <c>AggressiveOptimization</c> without that mark. It keeps a method out of an image, and so what only that method calls, which then runs
/// as the compiler's first, quick form. Where there are no images (a program that embeds the library) the marks are what makes the first
/// tenths of a second quick, so they stay in the library.
/// </summary>
/// <remarks>The mark is a bit of a method's row in the metadata (ECMA-335, II.22.26 and II.24.2); all else stays as it is.</remarks>
public sealed class TieredMethods : Task
{
    private const int MethodTable = 6, Mark = 0x200, ImplFlags = 4;

    [Required]
    public ITaskItem[] Assemblies { get; set; }

    [Required]
    public string Folder { get; set; }

    [Output]
    public ITaskItem[] Copies { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Folder);
        var copies = new List<ITaskItem>();
        foreach (var assembly in Assemblies)
        {
            var bytes = File.ReadAllBytes(assembly.ItemSpec);
            var copy = Path.Combine(Folder, Path.GetFileName(assembly.ItemSpec));
            var count = Unmark(bytes);
            File.WriteAllBytes(copy, bytes);
            Log.LogMessage(MessageImportance.Low, "{0}: {1} methods may be in the image", copy, count);
            var item = new TaskItem(assembly);
            item.ItemSpec = copy;
            copies.Add(item);
        }

        Copies = copies.ToArray();
        return true;
    }

    private static int Unmark(byte[] bytes)
    {
        var tables = Tables(bytes, out var rows, out var at);
        var (text, guid, blob) = (Wide(bytes[tables + 6], 1), Wide(bytes[tables + 6], 2), Wide(bytes[tables + 6], 4));
        var sizes = new[]
        {
            2 + text + (3 * guid),
            Coded(rows, 0x00, 0x1A, 0x23, 0x01) + (2 * text),
            4 + (2 * text) + Coded(rows, 0x02, 0x01, 0x1B) + Index(rows[4]) + Index(rows[MethodTable]),
            Index(rows[4]),
            2 + text + blob,
            Index(rows[MethodTable]),
            8 + text + blob + Index(rows[8]),
        };
        for (var table = 0; table < MethodTable; table++)
        {
            at += rows[table] * sizes[table];
        }

        var count = 0;
        for (var row = 0; row < rows[MethodTable]; row++, at += sizes[MethodTable])
        {
            var flags = BitConverter.ToUInt16(bytes, at + ImplFlags);
            if ((flags & Mark) != 0)
            {
                BitConverter.GetBytes((ushort)(flags & ~Mark)).CopyTo(bytes, at + ImplFlags);
                count++;
            }
        }

        return count;
    }

    // Where the stream of tables begins; how many rows each has; where the first row stands.
    private static int Tables(byte[] bytes, out int[] rows, out int first)
    {
        var header = BitConverter.ToInt32(bytes, 0x3C);
        var optional = header + 24;
        var directories = optional + (BitConverter.ToUInt16(bytes, optional) == 0x10B ? 96 : 112);
        var runtime = Place(bytes, header, BitConverter.ToInt32(bytes, directories + 112));
        var metadata = Place(bytes, header, BitConverter.ToInt32(bytes, runtime + 8));
        var at = metadata + 16 + BitConverter.ToInt32(bytes, metadata + 12);
        var streams = BitConverter.ToUInt16(bytes, at + 2);
        var tables = 0;
        at += 4;
        for (var stream = 0; stream < streams; stream++)
        {
            var end = Array.IndexOf(bytes, (byte)0, at + 8);
            if (Encoding.ASCII.GetString(bytes, at + 8, end - at - 8) == "#~")
            {
                tables = metadata + BitConverter.ToInt32(bytes, at);
            }

            at = at + 8 + ((((end - at - 8) / 4) + 1) * 4);
        }

        if (tables == 0)
        {
            throw new InvalidDataException("There are no tables in the metadata.");
        }

        var valid = BitConverter.ToUInt64(bytes, tables + 8);
        (rows, first) = (new int[64], tables + 24);
        for (var table = 0; table < rows.Length; table++)
        {
            if (((valid >> table) & 1) != 0)
            {
                rows[table] = BitConverter.ToInt32(bytes, first);
                first += 4;
            }
        }

        return tables;
    }

    // Where an address in memory stands in the file.
    private static int Place(byte[] bytes, int header, int address)
    {
        var section = header + 24 + BitConverter.ToUInt16(bytes, header + 20);
        for (var left = BitConverter.ToUInt16(bytes, header + 6); left > 0; left--, section += 40)
        {
            var start = BitConverter.ToInt32(bytes, section + 12);
            if (address >= start && address - start < BitConverter.ToInt32(bytes, section + 8))
            {
                return BitConverter.ToInt32(bytes, section + 20) + address - start;
            }
        }

        throw new InvalidDataException("An address in the file's header leads nowhere.");
    }

    private static int Wide(byte heaps, int bit) => (heaps & bit) != 0 ? 4 : 2;

    private static int Index(int rows) => rows > ushort.MaxValue ? 4 : 2;

    // An index into one of several tables, which two bits of it tell.
    private static int Coded(int[] rows, params int[] tables)
    {
        var most = 0;
        foreach (var table in tables)
        {
            most = Math.Max(most, rows[table]);
        }

        return most >= 1 << 14 ? 4 : 2;
    }
}
