// SPDX-License-Identifier: Apache-2.0
package org.tidings.feed;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaders;

/// Repaired text to a tree. The parser may declare nothing, fetch nothing and expand nothing, even
/// though the repair leaves no DOCTYPE to do it with.
final class XmlTree {
  private XmlTree() {}

  /// The tree; by the tolerant parser where the strict one still finds fault.
  static Document parse(String xml, Repairs repairs) throws UnreadableException {
    try {
      return builder().build(new StringReader(xml));
    } catch (JDOMException | IllegalArgumentException e) {
      // IllegalArgumentException: names that SAX lets pass and JDOM does not
      repairs.note("XML that is not well-formed; it was read leniently");
      return TolerantXml.parse(xml);
    } catch (IOException e) {
      throw new UnreadableException("the feed can't be read: " + e.getMessage(), e);
    }
  }

  private static SAXBuilder builder() {
    var builder = new SAXBuilder(XMLReaders.NONVALIDATING);
    builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
    builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    builder.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    builder.setExpandEntities(false);
    // Since 24 the JDK counts every &lt; and &amp; as an entity and gives up at 100,000 characters
    // of them, which a long feed in escaped HTML has. Nobody can declare others here.
    builder.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    builder.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    return builder;
  }
}
