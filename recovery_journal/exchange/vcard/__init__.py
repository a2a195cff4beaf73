"""vCard 2.1, 3.0 and 4.0: from the bytes of a file to contacts and named rejections."""
